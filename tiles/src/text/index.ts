export { TextIndex } from './text-index.ts';
export type { Suggestion, TextMatch, Via } from './types.ts';
