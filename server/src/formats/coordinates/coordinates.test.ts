import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { distance, fromWgs84, type Crs, type LngLat } from '../crs.ts';
import { ZHEJIANG_AREA as AREA } from '../service-area.ts';
import { readCoordinates } from './read-coordinates.ts';
import { sayFlaw, sayReading, toSexagesimal } from './say-coordinates.ts';

const read = (text: string, crs: Crs = 'WGS84') => readCoordinates(text, crs, AREA);
const spot = (text: string, crs?: Crs) => {
  const reading = read(text, crs);
  return 'flaw' in reading ? reading.flaw : reading.position.written.map((n) => Number(n.toFixed(5)));
};

const SPOT = [120.16, 30.25208];
test.each([
  '120.16, 30.25208',
  '30.25208,120.16',
  '30.25208 120.16',
  '１２０．１６，３０．２５２０８',
  '\uFEFF120.16\u200B,\u00A030.25208\u200E',
  '(120.16， 30.25208)',
  '30°15\'07.5"N 120°09′36″E',
  '30°15′7.488″N，120°9′36″E',
  '北纬30度15分7.5秒 东经120度9分36秒',
  '东经120°9′36″、北纬30°15′7.5″',
  'N30.25208 E120.16',
  'N 30.25208°, E 120.16°',
  '30.25208N 120.16E',
  'N30°15.1248′ E120°9.6′',
  '30 15 7.5 N, 120 9 36 E',
  'N 30 15.1248 E 120 9.6',
  '经度：120.16 纬度：30.25208',
  'lat=30.25208&lng=120.16'.replace('&', ' '),
  '{"lng":120.16,"lat":30.25208}',
  'lng: 120.16, lat: 30.25208',
  'POINT(120.16 30.25208)',
  '坐标 120.16 30.25208 (WGS84)',
  'geo:30.25208,120.16;u=35',
  '30。25208，120。16',
])('%j is read', (text) => {
  const at = spot(text);
  expect(typeof at).not.toBe('string');
  expect(distance(at as unknown as LngLat, SPOT as LngLat)).toBeLessThan(1);
});

test.each<[string, Crs]>([
  ['https://uri.amap.com/marker?position=120.16,30.25208&name=x', 'GCJ02'],
  ['https://uri.amap.com/marker?position=120.16,30.25208&coordinate=wgs84', 'WGS84'],
  ['https://ditu.amap.com/regeo?lng=120.16&lat=30.25208', 'GCJ02'],
  ['https://www.amap.com/?q=30.25208%2C120.16%2C文化馆', 'GCJ02'],
  ['https://wb.amap.com/?p=B0FFG,30.25208,120.16,文化馆', 'GCJ02'],
  ['http://api.map.baidu.com/marker?location=30.25208,120.16&title=a&output=html', 'BD09'],
  ['http://api.map.baidu.com/marker?location=30.25208,120.16&coord_type=gcj02', 'GCJ02'],
  ['https://apis.map.qq.com/uri/v1/marker?marker=coord:30.25208,120.16;title:a', 'GCJ02'],
  ['https://map.qq.com/?type=marker&pointx=120.16&pointy=30.25208', 'GCJ02'],
  ['看这里 https://www.google.com/maps/@30.25208,120.16,15z 门口', 'GCJ02'],
  ['https://www.google.com/maps/place/x/@31,121,17z/data=!3m1!4b1!4m5!3m4!8m2!3d30.25208!4d120.16', 'GCJ02'],
  ['https://www.google.com/maps/search/?api=1&query=30.25208%2C120.16', 'GCJ02'],
  ['https://www.openstreetmap.org/?mlat=30.25208&mlon=120.16#map=17/30.2/120.1', 'WGS84'],
  ['https://www.openstreetmap.org/#map=17/30.25208/120.16', 'WGS84'],
  ['https://maps.apple.com/?ll=30.25208,120.16', 'GCJ02'],
])('%s has the position of its maker', (text, crs) => {
  const reading = read(text, 'CGCS2000');
  if ('flaw' in reading) throw new Error(reading.flaw);
  expect(reading.position).toMatchObject({ crs, crsBy: 'link', written: SPOT });
});

test('the middle of a map of Baidu is in metres', () => {
  const reading = read('https://map.baidu.com/@13377500.0,3510000.0,17z');
  if ('flaw' in reading) throw new Error(reading.flaw);
  expect(reading.position).toMatchObject({ crs: 'BD09', crsBy: 'link' });
  expect(Math.abs(reading.position.written[0] - 120.17)).toBeLessThan(0.1);
});

test.each([
  ['120.16', 'one_only'],
  ['120.16, 30.25, 3', 'too_many'],
  ['30°75′00″N 120°09′36″E', 'not_an_angle'],
  ['121.47, 31.23', 'outside'],
  ['116.4, 39.9', 'outside'],
  ['0, 0', 'null_island'],
  ['220, 230', 'out_of_range'],
  ['N30.25 N120.16', 'two_of_one'],
  ['https://surl.amap.com/abc123', 'short_link'],
  ['https://www.example.org/', 'link_without_position'],
  ['文一路 120 号 30 幢', 'not_coordinates'],
  ['古荡街道', 'not_coordinates'],
  ['', 'not_coordinates'],
  ['2026-12-05 09:00', 'not_coordinates'],
])('%j is refused: %s', (text, flaw) => {
  expect(spot(text)).toBe(flaw);
});

test('longitude and latitude in the wrong place are put right and told', () => {
  const reading = read('N120.16 E30.25208', 'GCJ02');
  if ('flaw' in reading) throw new Error(reading.flaw);
  expect(reading.position).toMatchObject({ written: SPOT, crs: 'GCJ02', isSwapped: true });
  expect(sayReading(reading.position, 'zh-CN')).toBe(
    '读作东经 120°09′36.0″，北纬 30°15′07.5″（GCJ02）；经度和纬度写反了，已对调',
  );
  expect(sayReading(reading.position, 'en')).toContain('swapped');
  expect(sayFlaw('outside', AREA, 'zh-CN')).toBe('这个位置不在浙江省');
});

test('every township lies in the area, the next provinces do not', () => {
  const file = new URL('../../../../seed/data/township-positions.json', import.meta.url);
  const townships = JSON.parse(readFileSync(file, 'utf8')) as { name: string; lng: number; lat: number }[];
  expect(townships.filter(({ lng, lat }) => !AREA.has(lng, lat))).toEqual([]);
  const cities = {
    上海: [121.47, 31.23],
    苏州: [120.6, 31.3],
    黄山: [118.34, 29.72],
    上饶: [117.97, 28.45],
    福州: [119.3, 26.08],
    南京: [118.8, 32.06],
  };
  for (const [name, [lng, lat]] of Object.entries(cities)) expect([name, AREA.has(lng!, lat!)]).toEqual([name, false]);
});

const inside = fc
  .tuple(fc.double({ min: 119.3, max: 121.8, noNaN: true }), fc.double({ min: 28.5, max: 30.6, noNaN: true }))
  .map(([lng, lat]): LngLat => [Number(lng.toFixed(6)), Number(lat.toFixed(6))]);
const minutes = (degrees: number) => `${Math.floor(degrees)}°${((degrees % 1) * 60).toFixed(4)}′`;
const wide = (text: string) => text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
/** Every notation, with metres it may lose. */
const WAYS: Record<string, [(at: LngLat) => string, number]> = {
  decimal: [([lng, lat]) => `${lng},${lat}`, 0.01],
  'latitude first': [([lng, lat]) => `${lat} ${lng}`, 0.01],
  wide: [([lng, lat]) => wide(`${lng},${lat}`), 0.01],
  letters: [([lng, lat]) => `N${lat} E${lng}`, 0.01],
  'letters after': [([lng, lat]) => `${lng}E, ${lat}N`, 0.01],
  seconds: [
    (at) =>
      toSexagesimal(at)
        .reverse()
        .map((text, i) => `${text}${'NE'[i]}`)
        .join(' '),
    3,
  ],
  'Chinese seconds': [
    (at) =>
      toSexagesimal(at)
        .map((text, i) => `${['东经', '北纬'][i]}${text.replace('°', '度').replace('′', '分').replace('″', '秒')}`)
        .join('，'),
    3,
  ],
  'decimal minutes': [([lng, lat]) => `N${minutes(lat)} E${minutes(lng)}`, 0.3],
  geo: [([lng, lat]) => `geo:${lat},${lng}`, 0.01],
  osm: [([lng, lat]) => `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lng}`, 0.01],
  amap: [([lng, lat]) => `https://uri.amap.com/marker?position=${lng},${lat}`, 0.01],
  tencent: [([lng, lat]) => `https://apis.map.qq.com/uri/v1/marker?marker=coord:${lat},${lng};title:a`, 0.01],
  baidu: [([lng, lat]) => `http://api.map.baidu.com/marker?location=${lat},${lng}`, 0.01],
  google: [([lng, lat]) => `https://www.google.com/maps?q=${lat},${lng}`, 0.01],
};

test('what is written in any way is read back, in every system', () => {
  const systems = fc.constantFrom<Crs>('WGS84', 'GCJ02', 'BD09', 'CGCS2000');
  fc.assert(
    fc.property(inside, systems, fc.constantFrom(...Object.keys(WAYS)), (wgs84, crs, way) => {
      const [write, most] = WAYS[way]!;
      const known = read(write(wgs84), crs);
      if ('flaw' in known) throw new Error(`${way}: ${known.flaw}`);
      const { written, wgs84: got, crs: used } = known.position;
      expect(distance(written, wgs84)).toBeLessThanOrEqual(most);
      expect(distance(fromWgs84(got, used), written)).toBeLessThan(0.05);
    }),
  );
});

test('no text makes it fail', () => {
  const signs = fc
    .array(
      fc.constantFrom(...'0123456789.,-+°′″\'"NSEW北纬东经度分秒 ，geo:https://uri.amap.com/?q=@!3d4%\u200b\ufeff'),
      { maxLength: 60 },
    )
    .map((all) => all.join(''));
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), signs), (text) => {
      const reading = read(text);
      if ('flaw' in reading) expect(sayFlaw(reading.flaw, AREA, 'en')).not.toBe('');
      else expect(AREA.has(...reading.position.wgs84)).toBe(true);
    }),
  );
});
