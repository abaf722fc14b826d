import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BadSettings, readConfig } from '../../config.ts';
import { checkPlacing, readArea, readHolidays } from './settings.ts';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'placing-'))));
afterAll(() => rm(folder, { recursive: true }));

async function write(name: string, content: unknown): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}
const ring = [
  [116, 39],
  [117, 39],
  [117, 40],
  [116, 40],
];
const feature = (coordinates: unknown) => ({
  ...{ type: 'Feature', properties: { name: '北京', nameEn: 'Beijing' } },
  geometry: { type: 'Polygon', coordinates },
});

test('another service area and further public holidays come from files', async () => {
  const area = await readArea(readConfig({ SERVICE_AREA: await write('area.json', feature([ring])) }));
  expect([area.names['zh-CN'], area.has(116.4, 39.9), area.has(120.1, 30.2)]).toEqual(['北京', true, false]);
  const year = {
    ...{ year: 2027, source: { title: 't', number: 'n', publishedOn: '2026-11-04' }, workdays: [] },
    holidays: [{ names: { 'zh-CN': '元旦', en: "New Year's Day" }, from: '2027-01-01', to: '2027-01-03' }],
  };
  const holidays = await readHolidays(readConfig({ HOLIDAYS_FILE: await write('years.json', [year]) }));
  expect([holidays.knows(2026), holidays.knows(2027), holidays.nameOf('2027-01-02')?.en]).toEqual([
    true,
    true,
    "New Year's Day",
  ]);
});

test.each<[string, string, unknown]>([
  ['SERVICE_AREA', 'no.json', '{'],
  ['SERVICE_AREA', 'flat.json', feature([[[116, 39]]])],
  ['HOLIDAYS_FILE', 'odd.json', [{ year: 2027 }]],
])('%s is refused by its name where %s cannot be used', async (name, file, content) => {
  const check = checkPlacing(readConfig({ [name]: await write(file, content) }));
  await expect(check).rejects.toThrow(BadSettings);
  await expect(check).rejects.toThrow(name);
});

test.each([
  ['https://maps.example.org/geo', 'with {q}'],
  ['ftp://maps.example.org/{q}', 'with {q}'],
])('GEOCODER_URL %s is refused without telling its key', (url, said) => {
  expect(() => readConfig({ GEOCODER_URL: `${url}?key=secret` })).toThrow(said);
  expect(() => readConfig({ GEOCODER_URL: `${url}?key=secret` })).not.toThrow('secret');
});
