export { TextIndex } from './text-index.ts';
export type { Suggestion, TextMatch, TextWhy, Via } from './types.ts';
