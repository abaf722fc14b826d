import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { findKind } from '../kinds/index.ts';
import { BrokenFile } from '@zlm/server/intake/broken-file';
import { NotPrepared } from '@zlm/server/intake/not-prepared';
import { explainFailure } from './failure.ts';
import { BadUsage, findLang, parseImportArguments } from './options.ts';

const parse = (line: string, environment = {}) => parseImportArguments(line.split(' '), environment);

test('a command line is read with its defaults', () => {
  expect(parse('a/deqing.csv --kind activities --format csv --crs gcj02', { LANG: 'zh_CN.UTF-8' })).toEqual({
    file: 'a/deqing.csv',
    kind: findKind('activities'),
    format: 'csv',
    sheet: null,
    crs: 'GCJ02',
    source: 'deqing',
    dryRun: false,
    approximate: false,
    rejects: 'a/deqing.csv.rejects.csv',
    lang: 'zh',
  });
});

test.each([
  '--kind places --format csv --crs wgs84',
  'a.csv --kind clubs --format csv --crs wgs84',
  'a.csv --kind places --format ods --crs wgs84',
  'a.csv --kind places --format csv',
  'a.csv --kind places --format csv --crs epsg:3857',
  'a.csv b.csv --kind places --format csv --crs wgs84',
  'a.csv --kind places --format csv --crs wgs84 --what',
  'a.json --kind places --format campuses-json --crs wgs84',
  'a.csv --kind places --format csv --crs wgs84 --source demo',
])('%s is refused', (line) => expect(() => parse(line)).toThrow(BadUsage));

test.each([
  [new NotPrepared(), /npm start/],
  [new BrokenFile('spreadsheet'), /--format xlsx[\s\S]*nothing was changed/],
  [Object.assign(new Error('could not extend file'), { code: '53100' }), /disk is full/],
  [Object.assign(new Error('write'), { code: 'ENOSPC' }), /disk is full/],
  [Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), /not available/],
  [new Error('Connection terminated unexpectedly'), /not available/],
])('%s is explained', (cause, sentence) => expect(explainFailure(cause, 'en', '')).toMatch(sentence));

test('what is wrong with the command line is told in both languages', () => {
  const said = (lang: 'zh' | 'en') =>
    explainFailure(
      catchError(() => parse('a.csv --kind clubs')),
      lang,
      '',
    );
  expect(said('zh')).toMatch(/^--kind clubs：应是其中之一/);
  expect(said('en')).toMatch(/^--kind clubs: one of/);
});

test('a fault of the program is not dressed up', () => {
  expect(explainFailure(new TypeError('x is not a function'), 'en', '')).toBeNull();
});

test.each([
  ['--lang zh --what', { LANG: 'en_US.UTF-8' }, 'zh'],
  ['a.csv --lang=en', { LANG: 'zh_CN.UTF-8' }, 'en'],
  ['--lang fr', { LANG: 'zh_CN.UTF-8' }, 'zh'],
  ['--lang', {}, 'en'],
  ['a.csv', { LC_ALL: 'zh_CN.UTF-8', LANG: 'en' }, 'zh'],
])('%s with %j fails in its language', (line, environment, lang) => {
  expect(findLang(line.split(' '), environment)).toBe(lang);
});

test.each([
  ['main.js', ['--kind', 'institutions', '--format', 'csv']],
  ['boundaries-main.js', []],
])('%s tells what is wrong with the whole in the language asked for', (program, more) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'zlm-lang-'));
  const run = (lang: string[], LANG: string) => {
    const file = fileURLToPath(new URL(`../../dist/import/${program}`, import.meta.url));
    const env = { PATH: process.env.PATH, DATA_DIR: folder, LANG };
    return spawnSync(process.execPath, [file, 'moe.csv', ...more, '--crs', 'gcj02', ...lang], {
      env,
      encoding: 'utf8',
    });
  };
  try {
    expect(run(['--lang', 'zh'], 'C').stderr).toMatch(/^数据库还没有准备好/);
    expect(run(['--lang', 'en'], 'zh_CN.UTF-8').stderr).toMatch(/^the database is not prepared/);
    expect(run([], 'zh_CN.UTF-8').stderr).toMatch(/^数据库还没有准备好/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

function catchError(run: () => unknown): unknown {
  try {
    return run();
  } catch (cause) {
    return cause;
  }
}
