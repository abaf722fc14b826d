import { expect, test } from 'vitest';
import { columns, kinds } from './columns.ts';
import { matchHeaders } from './headers.ts';
import { toColumnTables, toTemplate } from './templates.ts';

// `npx vitest run seed/src/import/templates.test.ts --update` writes the files anew.
test.each(kinds)('the template of %s is the published one', async (kind) => {
  await expect(toTemplate(kind)).toMatchFileSnapshot(`../../templates/${kind}.csv`);
});

test('the documented columns are those that are read', async () => {
  await expect(toColumnTables()).toMatchFileSnapshot('../../../docs/import-columns.md');
});

test.each(kinds)('%s: no header means two columns', (kind) => {
  const names = columns[kind].flatMap(({ key, zh, en, also = [] }) => [zh, en, ...also].map((name) => [name, key]));
  const published = new Map(columns[kind].flatMap(({ key, zh, en }) => [[zh, key] as const, [en, key] as const]));
  for (const [name, key] of names) {
    const expected = published.get(name!) ?? key;
    expect(matchHeaders([name!], columns[kind]).keys, name).toEqual([expected]);
  }
  const also = columns[kind].flatMap(({ also = [] }) => also);
  expect(new Set(also).size).toBe(also.length);
});

test('headers are found in any width, case and with stars', () => {
  const { keys, missing, repeated, unknown } = matchHeaders(
    [' 名称* ', 'ＬＮＧ', 'Latitude', '备注', '经度'],
    columns.places,
  );
  expect(keys).toEqual(['name', 'lng', 'lat', null, 'lng']);
  expect({ missing, repeated, unknown }).toEqual({ missing: [], repeated: ['经度'], unknown: ['备注'] });
});
