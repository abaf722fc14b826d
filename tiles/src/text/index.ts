export { TextIndex } from './text-index.ts';
export { SUREST_FIRST, type Suggestion, type TextMatch, type TextWhy, type Via } from './types.ts';
