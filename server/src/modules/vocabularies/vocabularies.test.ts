import { afterAll, beforeAll, expect, test } from 'vitest';
import { KINDS, traitsOf } from '../../contract/kinds.ts';
import { withReader } from '../../db/index.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/database.ts';
import { insertInstitution, insertSample } from '../../testing/sample.ts';
import { listTerms } from './queries.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
  await insertSample(db.pool);
});
afterAll(() => db.close());

test('terms come by vocabulary, in the order they are shown in', async () => {
  await db.pool.query(`UPDATE terms SET position = 9 WHERE code = 'arts'`);
  const terms = await withReader(db, listTerms);
  const topics = terms.filter(({ vocabulary }) => vocabulary === 'topic').map(({ code }) => code);
  expect(topics).toEqual(['calligraphy', 'dance', 'arts']);
  const vocabularies = terms.map(({ vocabulary }) => vocabulary);
  expect(vocabularies).toEqual([...vocabularies].sort());
});

test('a code that is in no vocabulary is refused', async () => {
  await expect(insertInstitution(db.pool, '某校', 'castle')).rejects.toThrow(/castle/);
});

test('the type of a kind has a vocabulary of its own', () => {
  const own = KINDS.flatMap((kind) => traitsOf(kind).typeVocabulary ?? []);
  expect(new Set(own).size).toBe(own.length);
});
