import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { BadSettings, type Config } from '../../config.ts';
import { LANGS, type Lang } from '../../contract/lists.ts';
import { compileWord, type WordPattern } from './find-words.ts';

const MOST_WORDS = 20_000;

const Group = z.strictObject({
  why: z.strictObject({ 'zh-CN': z.string().min(1).max(40), en: z.string().min(1).max(60) }),
  words: z.array(z.string().min(1).max(60)),
});
const File = z.strictObject({ groups: z.array(Group).max(200) });

export interface FlaggedWord {
  word: string;
  why: Record<Lang, string>;
  pattern: WordPattern;
}

/** Those of the file of words. Throws BadSettings with one sentence. */
export function readFlaggedWords({ flaggedWordsFile: file }: Pick<Config, 'flaggedWordsFile'>): readonly FlaggedWord[] {
  const refuse = (why: string) => new BadSettings(`FLAGGED_WORDS_FILE: ${why} (it is "${file}")`);
  const parsed = File.safeParse(parse(file, refuse));
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues as [z.core.$ZodIssue];
    throw refuse(`${path.join('.')}: ${message}`);
  }
  const words = parsed.data.groups.flatMap(({ why, words }) => words.map((word) => ({ word, why })));
  if (words.length > MOST_WORDS) throw refuse(`takes at most ${MOST_WORDS} words`);
  return words.map(({ word, why }) => {
    const pattern = compileWord(word);
    if (pattern === null)
      throw refuse(
        `"${word}" of ${LANGS.map((lang) => why[lang]).join(' / ')} needs two letters or characters at least`,
      );
    return { word, why, pattern };
  });
}

function parse(file: string, refuse: (why: string) => Error): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw refuse('must be a file that can be read');
  }
  try {
    return JSON.parse(text);
  } catch {
    throw refuse('must hold JSON');
  }
}
