export { isDictionaryWord } from './dictionary.ts';
export { listElided } from './elided.ts';
export { syllablesOf } from './syllables.ts';
export { toSimplified } from './traditional.ts';
export { TextIndex } from './text-index.ts';
export type { Suggestion, TextMatch, TextWhy, Via } from './types.ts';
