export { TextIndex } from './text-index.ts';
export type { PhraseSource, Suggestion, TextDocs, TextMatch, TextSource, Via } from './types.ts';
