import { FILTER_NAMES, rowOf } from '@zlm/server/contract/filter-table';
import { expect, test } from 'vitest';
import { byFolder } from './by-folder.ts';
import * as en from './en.ts';
import * as zh from './zh-CN.ts';

const laterZh = import.meta.glob(['../modules/*/later-messages/zh-CN.ts', '../ui/later-messages/zh-CN.ts'], {
  eager: true,
  import: 'messages',
});
const laterEn = import.meta.glob(['../modules/*/later-messages/en.ts', '../ui/later-messages/en.ts'], {
  eager: true,
  import: 'messages',
});

type Texts = { [key: string]: string | Texts };

function flatten(texts: Texts, prefix = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${prefix}${key}`, value] as [string, string]] : flatten(value, `${prefix}${key}.`),
  );
}
const chinese = new Map(flatten({ ...zh.shared, ...byFolder(zh.modules), ...byFolder(laterZh) }));
const english = new Map(flatten({ ...en.shared, ...byFolder(en.modules), ...byFolder(laterEn) }));
const names = (text: string) => new Set(text.match(/\{\w+\}/g));

test('both languages have the same keys', () => {
  expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
});

test.each(FILTER_NAMES.filter((name) => rowOf(name)?.texts))(
  'every value of %s has a text and no other has',
  (name) => {
    const { texts, values } = rowOf(name)!;
    expect(Object.keys(zh.shared[texts!]).sort()).toEqual([...values!].sort());
  },
);

test('a text names the same values in both languages', () => {
  const differing = [...chinese].filter(([key, text]) => {
    const other = names(english.get(key) ?? '');
    return names(text).size !== other.size || [...names(text)].some((name) => !other.has(name));
  });
  expect(differing).toEqual([]);
});

test('Chinese has no plural cases, English two at most', () => {
  expect([...chinese].filter(([, text]) => text.includes(' | '))).toEqual([]);
  expect([...english].filter(([, text]) => text.split(' | ').length > 2)).toEqual([]);
});

test('no text stands in a component', () => {
  const files = import.meta.glob<string>('../**/*.vue', { eager: true, query: '?raw', import: 'default' });
  const withChinese = Object.entries(files).filter(([, source]) => /\p{Script=Han}/u.test(source));
  expect(Object.keys(files).length).toBeGreaterThan(40);
  expect(withChinese.map(([path]) => path)).toEqual([]);
});

test('every key a source names is there, and every key is named somewhere', () => {
  const sources = import.meta.glob<string>(
    ['../**/*.{vue,ts}', '!../**/{messages,later-messages}/*.ts', '!./{zh-CN,en}.ts', '!../**/*.test.ts'],
    {
      eager: true,
      query: '?raw',
      import: 'default',
    },
  );
  const code = Object.values(sources).join('\n');
  // A key is used whole, or built from its beginning: `modes.${mode}`.
  const texts = FILTER_NAMES.map((name) => rowOf(name)?.texts);
  const isUsed = (key: string) =>
    texts.some((one) => key.startsWith(`${one}.`)) ||
    code.includes(`'${key}'`) ||
    code.includes(`\`${key.slice(0, key.lastIndexOf('.'))}.\${`);
  expect([...chinese.keys()].filter((key) => !isUsed(key))).toEqual([]);
});
