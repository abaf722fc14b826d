import type { Module } from '../../module.ts';
import { duplicateFlag } from './duplicates.ts';
import { readFlaggedWords } from './flagged-words.ts';
import { moderationRoutes } from './routes.ts';
import { wordsFlag } from './words.ts';

export const moderation: Module = {
  name: 'moderation',
  check: (config) => Promise.resolve(void readFlaggedWords(config)),
  flags: ({ config, pinned, things }) => [wordsFlag(readFlaggedWords(config), pinned), duplicateFlag(things)],
  serve: (parts) => ({ routes: moderationRoutes({ ...parts, words: readFlaggedWords(parts.config) }) }),
};
