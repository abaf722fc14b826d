import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { say, titles } from './messages.ts';

const root = new URL('..', import.meta.url);

/** Sentences of refusals in the sources: quoted, beginning like a rule. */
async function listSentences(): Promise<string[]> {
  const files = (await readdir(root, { recursive: true })).filter((name) =>
    /(contract\/|schema\.ts$|service\.ts$|filter\.ts$|cursor\.ts$|query\.ts$|http\/tiles\.ts$)/.test(name),
  );
  const found = new Set<string>();
  for (const file of files.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))) {
    const text = await readFile(new URL(file, root), 'utf8');
    for (const [, sentence] of text.matchAll(
      /'((?:must be|must not|takes|needs|is not|is needed|is outside|holds) [^']+)'/g,
    )) {
      found.add(sentence!);
    }
  }
  return [...found];
}

test('every rule of the contract has its sentence in Chinese', async () => {
  const sentences = await listSentences();
  expect(sentences.length).toBeGreaterThan(15);
  expect(sentences.filter((sentence) => say(sentence, 'zh-CN') === sentence)).toEqual([]);
  expect(say(sentences[0]!, 'en')).toBe(sentences[0]);
});

test('every status has a title in both languages', () => {
  for (const title of Object.values(titles)) expect(title['zh-CN'] && title.en).toBeTruthy();
});
