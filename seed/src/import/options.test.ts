import { expect, test } from 'vitest';
import { BrokenFile } from './broken-file.ts';
import { NotPrepared } from '../connection.ts';
import { explainFailure } from './failure.ts';
import { BadUsage, parseImportArguments } from './options.ts';

const parse = (line: string, environment = {}) => parseImportArguments(line.split(' '), environment);

test('a command line is read with its defaults', () => {
  expect(parse('a/deqing.csv --kind activities --format csv --crs gcj02', { LANG: 'zh_CN.UTF-8' })).toEqual({
    file: 'a/deqing.csv',
    kind: 'activities',
    format: 'csv',
    crs: 'GCJ02',
    source: 'deqing',
    dryRun: false,
    rejects: 'a/deqing.csv.rejects.csv',
    lang: 'zh',
  });
});

test.each([
  '--kind places --format csv --crs wgs84',
  'a.csv --kind clubs --format csv --crs wgs84',
  'a.csv --kind places --format xlsx --crs wgs84',
  'a.csv --kind places --format csv',
  'a.csv --kind places --format csv --crs epsg:3857',
  'a.csv b.csv --kind places --format csv --crs wgs84',
  'a.csv --kind places --format csv --crs wgs84 --what',
  'a.json --kind places --format campuses-json --crs wgs84',
  'a.csv --kind places --format csv --crs wgs84 --source demo',
])('%s is refused', (line) => expect(() => parse(line)).toThrow(BadUsage));

test.each([
  [new NotPrepared(), /npm start/],
  [new BrokenFile('spreadsheet'), /Excel[\s\S]*nothing was changed/],
  [Object.assign(new Error('could not extend file'), { code: '53100' }), /disk is full/],
  [Object.assign(new Error('write'), { code: 'ENOSPC' }), /disk is full/],
  [Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), /not available/],
  [new Error('Connection terminated unexpectedly'), /not available/],
])('%s is explained', (cause, sentence) => expect(explainFailure(cause, 'en', '')).toMatch(sentence));

test('a fault of the program is not dressed up', () => {
  expect(explainFailure(new TypeError('x is not a function'), 'en', '')).toBeNull();
});
