import { expect, test } from 'vitest';
import { findKind, SEED_KINDS } from '../kinds/index.ts';
import { matchHeaders } from '@zlm/server/intake/headers';
import { toColumnTables, toTemplate } from './templates.ts';

// `npx vitest run seed/src/import/templates.test.ts --update` writes the files anew.
test.each(SEED_KINDS)('the template of $name is the published one', async (kind) => {
  await expect(toTemplate(kind)).toMatchFileSnapshot(`../../templates/${kind.name}.csv`);
});

test('the documented columns are those that are read', async () => {
  await expect(toColumnTables()).toMatchFileSnapshot('../../../docs/import-columns.md');
});

test.each(SEED_KINDS)('$name: no header means two columns', ({ columns }) => {
  const names = columns.flatMap(({ key, zh, en, also = [] }) => [zh, en, ...also].map((name) => [name, key]));
  const published = new Map(columns.flatMap(({ key, zh, en }) => [[zh, key] as const, [en, key] as const]));
  for (const [name, key] of names) {
    const expected = published.get(name!) ?? key;
    expect(matchHeaders([name!], columns).keys, name).toEqual([expected]);
  }
  const also = columns.flatMap(({ also = [] }) => also);
  expect(new Set(also).size).toBe(also.length);
});

test('headers are found in any width, case and with stars', () => {
  const { keys, missing, repeated, unknown } = matchHeaders(
    [' 名称* ', 'ＬＮＧ', 'Latitude', '备注', '经度'],
    findKind('places').columns,
  );
  expect(keys).toEqual(['name', 'lng', 'lat', null, 'lng']);
  expect({ missing, repeated, unknown }).toEqual({ missing: [], repeated: ['经度'], unknown: ['备注'] });
});
