import { mkdtemp, readFile as readBytes, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { BrokenFile, TooLong } from '@zlm/server/intake/broken-file';
import { toMendFile } from '@zlm/server/intake/mend-file';
import { readFile, type ReadOptions } from '@zlm/server/intake/read-file';
import { readInWorker } from '@zlm/server/intake/reading-thread';
import { findSheets } from '@zlm/server/intake/sheet/find-sheets';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { KIND_NAMES, SHEETS, findKind } from '../kinds/index.ts';
import { reference } from '../testing/reference.ts';
import { fixture } from '../testing/import-file.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'reading-'));
});
afterAll(() => rm(folder, { recursive: true }));

const options = (bytes: Uint8Array, rest: Partial<ReadOptions> = {}): ReadOptions => ({
  ...{ bytes, kind: findKind('activities'), sheets: SHEETS, format: 'csv', sheet: null, crs: 'GCJ02', lang: 'zh' },
  ...{ today: '2026-11-23', reference, ...rest },
});
const text = (written: string) => new TextEncoder().encode(written);

test('a thread reads what is read here, in its parts and its errors', async () => {
  const messy = await readBytes(fixture('messy-county.csv'));
  expect(await readInWorker(options(messy))).toEqual(await readFile(options(messy)));
  const many = text(`名称,经度,纬度\n${Array.from({ length: 1_201 }, (_, i) => `馆${i},120.1${i},30.2\n`).join('')}`);
  const places = { kind: findKind('places') };
  const read = await readInWorker(options(many, places));
  expect(read).toEqual(await readFile(options(many, places)));
  expect(read.drafts).toHaveLength(1_201);
  const lacking = text('名称,经度\n馆,120.1\n');
  const error = await readInWorker(options(lacking, places)).catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(BrokenFile);
  expect(error).toEqual(await readFile(options(lacking, places)).catch((cause: unknown) => cause));
  expect((error as BrokenFile).shown.table).toEqual({
    headers: [
      { header: '名称', column: 'name' },
      { header: '经度', column: 'lng' },
    ],
    rows: [{ line: 2, cells: ['馆', '120.1'] }],
  });
});

test('the thread finds the sheets of all modules', async () => {
  const { all, organisers, places } = await findSheets(SHEETS.vocabularies);
  expect(all.map(({ name }) => name)).toEqual(KIND_NAMES);
  expect([organisers.name, places.name]).toEqual(['institutions', 'places']);
});

test('a reading that never ends is ended, and the next file is read', async () => {
  const file = path.join(folder, 'stuck.mjs');
  await writeFile(file, 'for (;;);');
  const stuck = readInWorker(options(text('a')), { longestMs: 100 }, pathToFileURL(file));
  const next = readInWorker(options(text('名称,经度,纬度\n馆,120.1,30.2\n'), { kind: findKind('places') }));
  await expect(stuck).rejects.toBeInstanceOf(TooLong);
  await expect(stuck).rejects.toMatchObject({ reason: 'too-slow' });
  expect((await next).drafts).toHaveLength(1);
});

test('what headers mean may be told', async () => {
  const file = text('馆名,名称,东,北,位置\n甲馆,甲,120.1,30.2,120.9\n');
  const kind = findKind('places');
  await expect(readFile(options(file, { kind }))).rejects.toMatchObject({ reason: 'missing-columns' });
  const mapping = { 馆名: 'name', 东: 'lng', 北: 'lat', 位置: null };
  const read = await readFile(options(file, { kind, mapping }));
  expect(read.headers.map(({ column }) => column)).toEqual(['name', null, 'lng', 'lat', null]);
  expect(read.drafts[0]!.venues[0]).toMatchObject({ name: '甲馆', spot: { source: [120.1, 30.2] } });
  expect(read.unknownColumns).toEqual(['名称', '位置']);
});

test('rejected rows come back as they were written, and mended they are read as such', async () => {
  const file = text(
    '附件一\n名称,备注,经度,纬度\n=甲,"x,y",东,30.2\n乙,,120.1,30.2\n丙,,120,30,多\n丁 "旧,,120.1,30.2\n',
  );
  const kind = findKind('places');
  const read = await readFile(options(file, { kind }));
  const mend = toMendFile(read, read.rejected, 'zh');
  expect(mend.rows).toEqual([
    ['名称', '备注', '经度', '纬度', '', '原因'],
    ['=甲', 'x,y', '东', '30.2', '', '经度（东）：不是数字'],
    ['丙', '', '120', '30', '多', '名称（丙）：列数与表头不符（表头 4 列）'],
    ['丁 "旧', '', '120.1', '30.2', '', '引号不成对，这一行无法读出'],
  ]);
  const again = await readFile(options(mend.csv, { kind }));
  expect(again).toMatchObject({ read: 3, unknownColumns: ['备注'] });
  expect(again.rows.map(({ cells }) => cells[0])).toEqual(['=甲', '丙', '丁 "旧']);
  expect(toMendFile(again, again.rejected, 'en').rows).toEqual([
    ['名称', '备注', '经度', '纬度', '', 'Reason'],
    ['=甲', 'x,y', '东', '30.2', '', '经度 (东): is not a number'],
    ['丙', '', '120', '30', '多', '名称 (丙): does not have as many cells as the header (4)'],
  ]);
});
