// In how many code files outside its own folders a kind is named: its line in a list or two, and no more.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { KIND_TRAITS, ORGANISER } from '../../server/src/contract/kinds.ts';

/** Its endpoints, its module, its traits, its import. */
const MOST = 4;

/**
 * Code that ships. Left out: tests and what serves them, migrations (what was applied is history), the generator of demo
 * data, generated documents, and words in two languages.
 */
const SOURCES = ['server/src', 'web/src', 'seed/src', 'scripts/rooms', 'scripts/openapi.mjs', 'scripts/build.mjs'];
const LEFT_OUT =
  /\.test\.|\/testing\/|\/migrations\/|^seed\/src\/demo\/|\/(later-)?messages\/|\/i18n\/|\/texts[./]|^web\/src\/gallery\//;

/** @param {string} text */
const camel = (text) =>
  text.replace(/[-_](\w)/g, (/** @type {string} */ _, /** @type {string} */ letter) => letter.toUpperCase());
/** @param {string} text */
const upper = (text) => text[0].toUpperCase() + text.slice(1);

/** What others ask of those who offer things, and the tree that is theirs alone. */
const OF_ORGANISERS = /^(?:server|web)\/src\/modules\/(?:organisers|institution-tree)\//;

/**
 * Files of the kind itself: its folders, and one file or folder of the import by its code or folder.
 * @param {string} file
 * @param {string} code
 * @param {string} folder
 */
function isOwn(file, code, folder) {
  if (code === ORGANISER && OF_ORGANISERS.test(file)) return true;
  const inSeed = `^seed/src/(?:.*/)?(?:${[code, code.replace('_', '-'), folder].join('|')})(?:\\.ts$|/)`;
  return /^(server|web)\/src\/modules\/([^/]+)\//.exec(file)?.[2] === folder || new RegExp(inSeed).test(file);
}

/**
 * What names a kind: its code quoted or as the key of a table, its folder quoted or in a path, its views, and identifiers
 * made of its name. An organiser is a relation of its own: `institution` as a key, a column, a filter or a part of an
 * identifier says who offers a thing, so of that kind only a code beside `kind`, its folder and its view are counted.
 * @param {string} code
 * @param {string} folder
 */
function namesOf(code, folder) {
  const [one, many] = [camel(code), camel(folder)];
  const table = folder.replaceAll('-', '_');
  const common = [`\\bpublic_${table}\\b`, `['"\`/]${folder}['"\`/]`];
  const organiser = [`kind(?:\\(|:| ===| !==|=) ?['"]?${code}\\b`, `\\bget${upper(one)}\\b`];
  const others = [`['"\`]${code}['"\`]`, `\\b(?:get|find|list)${upper(one)}\\b`, `\\b(?:${one}|${many})[A-Z]`];
  return new RegExp([...common, ...(code === ORGANISER ? organiser : others)].join('|'), 'm');
}

/** Names that Node and browsers have given. */
const GIVEN = /resourceLimits|getEntriesByType\('resource'\)/g;

/**
 * Comments speak of things in words.
 * @param {string} text
 */
const withoutComments = (text) =>
  text.replace(GIVEN, '').replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$|<!--[\s\S]*?-->/gm, '$1');

/**
 * A key is that of a kind where another kind is a key too.
 * @param {string} text
 * @param {string} code
 */
function isInTable(text, code) {
  const keys = Object.keys(KIND_TRAITS).filter((key) => new RegExp(`^\\s*${key}: `, 'm').test(text));
  return code !== ORGANISER && keys.includes(code) && keys.some((key) => key !== code && key !== ORGANISER);
}

/** @returns {[file: string, text: string][]} */
function listFiles() {
  return SOURCES.flatMap((source) => {
    if (/\.mjs$/.test(source)) return [source];
    return readdirSync(source, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|vue|mjs|cjs)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name));
  })
    .filter((file) => !LEFT_OUT.test(file))
    .map((file) => [file, withoutComments(readFileSync(file, 'utf8'))]);
}

/**
 * Other kinds say who offers them.
 * @param {string} file
 */
const isOfKind = (file) => Object.entries(KIND_TRAITS).some(([code, { folder }]) => isOwn(file, code, folder));

const files = listFiles();
/** @type {[code: string, files: string[]][]} */
const lines = Object.entries(KIND_TRAITS).map(([code, { folder }]) => {
  const name = namesOf(code, folder);
  /** @param {[file: string, text: string]} entry */
  const isNamed = ([file, text]) =>
    !isOwn(file, code, folder) && !(code === ORGANISER && isOfKind(file)) && (name.test(text) || isInTable(text, code));
  return [code, files.filter(isNamed).map(([file]) => file)];
});

test.each(lines)('%s is named in few files outside its folders', (code, named) => {
  expect(named.length, named.join('\n')).toBeLessThanOrEqual(MOST);
});
