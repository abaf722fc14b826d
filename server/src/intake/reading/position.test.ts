import { expect, test } from 'vitest';
import { RowFields } from './fields.ts';
import { angleOf, parseMetres, readSpot } from './position.ts';

const read = (values: Record<string, string>) => {
  const fields = new RowFields({ line: 2, values: new Map(Object.entries(values)), original: {} }, (key) => key);
  return {
    spot: readSpot(fields, 'WGS84', false),
    warnings: fields.warnings.map(({ column, code }) => [column, code]),
  };
};

test.each<[string, number, number?]>([
  ['120.1201', 120.1201],
  [' 120.1201 ', 120.1201],
  ['+120.1201', 120.1201],
  ['120.1201°', 120.1201],
  ['120.1201度', 120.1201],
  ['１２０．１２０１', 120.1201],
  ['\ufeff120.1201\u200b', 120.1201],
  ['\u202d120.1201\u202c', 120.1201],
  ['120,1201', 120.1201],
  ['120。1201', 120.1201],
  ['E120.1201', 120.1201],
  ['E 120.1201°', 120.1201],
  ['120.1201E', 120.1201],
  ['东经120.1201', 120.1201],
  ['东经120.1201度', 120.1201],
  ['120.1201 东经', 120.1201],
  ['经度：120.1201', 120.1201],
  ['lng: 120.1201', 120.1201],
  ['longitude=120.1201', 120.1201],
  ['120°7′12″E', 120.12],
  ['120°07′12.0″', 120.12],
  ['120°7\'12"', 120.12],
  ['120° 7’ 12” E', 120.12],
  ["120°7'12''", 120.12],
  ['东经120度7分12秒', 120.12],
  ['120度7分12秒', 120.12],
  ['E120°7′12″', 120.12],
  ['120°7.2′', 120.12],
  ['120°7′', 120.116667],
  ['E 120 7 12', 120.12],
  ['120', 120],
  ['120.', 120],
])('longitude %j is %d', (text, degrees) => expect(angleOf('lng')(text).degrees).toBeCloseTo(degrees, 5));

test.each([
  ['北纬30.27', 'swapped'],
  ['30°16′N', 'swapped'],
  ['120°75′', 'not-a-number'],
  ['120.12,30.27', 'not-a-number'],
  ['120.12 30.27', 'not-a-number'],
  ['东经', 'not-a-number'],
  ['某路口', 'not-a-number'],
  ['120.1201米', 'not-a-number'],
  ['1.2e2', 'not-a-number'],
  ['120.12.01', 'not-a-number'],
])('%s is no longitude: %s', (text, code) => expect(() => angleOf('lng')(text)).toThrow(code));

test.each<[Record<string, string>, number[], number]>([
  [{ lng: '120.12', lat: '30.27' }, [120.12, 30.27], 1_100],
  [{ lng: '120.1201', lat: '30.27' }, [120.1201, 30.27], 11],
  [{ lng: '120°7′12″E', lat: '30°16′12″N' }, [120.12, 30.27], 31],
  [{ lng: '120°7′', lat: '30°16.2′' }, [120.116667, 30.27], 190],
  [{ lng: '120,1201', lat: '30,2701', precision_m: '约20米' }, [120.1201, 30.2701], 20],
  [{ coordinates: '120.1201,30.2701' }, [120.1201, 30.2701], 11],
  [{ coordinates: '30.2701，120.1201' }, [120.1201, 30.2701], 11],
  [{ coordinates: '北纬30度16分12秒 东经120度7分12秒' }, [120.12, 30.27], 31],
  [{ coordinates: '经度120.1201 纬度30.2701', precision_m: '1 公里' }, [120.1201, 30.2701], 1_000],
  ...[
    ...['120.1201 30.2701', '120.1201, 30.2701', '30.2701,120.1201', '(120.1201,30.2701)', '[120.1201, 30.2701]'],
    ...[
      '120.1201；30.2701',
      '120.1201、30.2701',
      '１２０．１２０１，３０．２７０１',
      '120.1201°, 30.2701°',
      '120.1201/30.2701',
    ],
    ...[
      'E120.1201 N30.2701',
      'N30.2701,E120.1201',
      '120.1201E,30.2701N',
      '东经120.1201，北纬30.2701',
      '北纬30.2701°东经120.1201°',
    ],
    ...['lat:30.2701 lng:120.1201', '经度：120.1201，纬度：30.2701', '\ufeff120.1201,30.2701\u200b'],
    ...[
      '120.1201\n30.2701',
      '120.1201\t30.2701',
      '{"lng":120.1201,"lat":30.2701}',
      'POINT(120.1201 30.2701)',
      '坐标：120.1201,30.2701',
    ],
    ...['+120.1201,+30.2701', '120.1201 , 30.2701', '纬度30.2701 经度120.1201'],
  ].map((coordinates): [Record<string, string>, number[], number] => [{ coordinates }, [120.1201, 30.2701], 11]),
])('%j is a position', (values, at, precision) => {
  const { spot, warnings } = read(values);
  expect(warnings).toEqual([]);
  expect(spot!.source.map((n) => Number(n.toFixed(6)))).toEqual(at);
  expect(spot!.precision).toBe(precision);
});

test.each<[Record<string, string>, string, string]>([
  [{ lng: '120.12' }, 'lat', 'missing'],
  [{ lng: '30.27', lat: '120.12' }, 'lng', 'swapped'],
  [{ lng: '1234567', lat: '30.27' }, 'lng', 'out-of-range'],
  [{ coordinates: '120.1201' }, 'coordinates', 'bad-coordinates'],
  [{ coordinates: '0,0' }, 'coordinates', 'null-island'],
  [{ coordinates: '116.4,39.9' }, 'coordinates', 'outside'],
  [{ coordinates: '西门口' }, 'coordinates', 'bad-coordinates'],
])('%j is none: %s %s', (values, column, code) => {
  expect(read(values)).toEqual({ spot: null, warnings: [[column, code]] });
});

test.each<[string, number]>([
  ...['500', '500米', '500 m', '约500米', '±500', '0.5公里', '0.5 km', '0.5千米', '500米左右'].map(
    (text): [string, number] => [text, 500],
  ),
  ['1,100米', 1_100],
  ...['５００米', '500 米', '大约500米', '约 500 m', '误差500米', '500米以内', '+-500', '0.5KM', '0.50公里'].map(
    (text): [string, number] => [text, 500],
  ),
  ...['2公里', '2 km', '2千米', '2000', '2,000米', '2000m', '２公里', '约2公里', '2公里左右', '±2km'].map(
    (text): [string, number] => [text, 2_000],
  ),
  ['0', 0],
  ['11', 11],
  ['100公里', 100_000],
])('%s is %d metres', (text, metres) => expect(parseMetres(text)).toBe(metres));
test.each(['很准', '500里', '200公里', '-5'])('%s is no precision', (text) =>
  expect(() => parseMetres(text)).toThrow('bad-number'),
);
