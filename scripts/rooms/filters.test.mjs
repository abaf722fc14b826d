import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { FILTER_NAMES } from '../../server/src/contract/filter-table.ts';

/** In how many code files the name of a filter may stand. */
const MOST = 5;
/**
 * Where it stands in more: may fall, never rise.
 * @type {Partial<Record<(typeof FILTER_NAMES)[number], number>>}
 */
const MORE = {
  q: 24,
  kind: 25,
  when: 13,
  from: 22,
  to: 19,
  part: 8,
  weekday: 6,
  audience: 7,
  near: 24,
  topic: 14,
  division: 19,
  open: 9,
  seats: 8,
  status: 12,
  institution: 13,
  within: 12,
  at: 19,
};

const root = fileURLToPath(new URL('../../', import.meta.url));
const NOT_CODE =
  /\.test\.ts$|\.d\.ts$|\/(testing|fixtures|migrations|texts|messages|later-messages)\/|\/texts\.ts$|^web\/src\/i18n\/|^server\/src\/contract\/words\//;
/** Only files that speak of filters: elsewhere the same word is a column, a role or a vocabulary. */
const SPEAKS =
  /\b(Filters|FilterInput|FilterName|FilterWhere|FilterRow|FILTERS|FILTER_NAMES|filterShape|filters|Raw|FilterChecks|OptionChecks)\b/;

const files = ['server/src', 'web/src', 'seed/src', 'tiles/src'].flatMap((folder) =>
  readdirSync(root + folder, { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => /\.(ts|vue)$/.test(path) && !NOT_CODE.test(path)),
);
const sources = files
  .map((path) => ({ path, text: readFileSync(root + path, 'utf8').replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, '') }))
  .filter(({ text }) => SPEAKS.test(text));

/**
 * As a text, as what a query holds, or as a key of an object.
 * @param {string} name
 */
function names(name) {
  const holder = '(?:filters|filterShape|raw|meaning|means|facets)';
  return new RegExp(
    `'${name}'|name="${name}"|\\b${holder}\\??\\.${name}\\b|^\\s*${name}[,:?]|[{,] ${name}(?: =|[,:?]| })`,
    'm',
  );
}

test.each(FILTER_NAMES)('%s stands in few files', (name) => {
  const found = sources.filter(({ text }) => names(name).test(text)).map(({ path }) => path);
  expect(found.length, found.join('\n')).toBeLessThanOrEqual(MORE[name] ?? MOST);
});
