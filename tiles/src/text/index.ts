export { TextIndex } from './text-index.ts';
export type { Suggestion, TextMatch, TextSource, Via } from './types.ts';
