import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createHttpGeocoder, readPositions } from './http-geocoder.ts';
import { createStandIn } from './stand-in.ts';

const answer = (body: unknown, status = 200) => ({ status, headers: {}, body: Buffer.from(JSON.stringify(body)) });
const setting = {
  url: 'https://maps.example.org/geo?address={q}&key=k',
  path: 'geocodes.*.location',
  crs: 'GCJ02' as const,
};

test('another server is asked by its template, and its positions are converted', async () => {
  const asked: string[] = [];
  const geocoder = createHttpGeocoder(setting, (url) => {
    asked.push(url);
    return Promise.resolve(
      answer({ geocodes: [{ formatted_address: '文三路\u202e88号', location: '120.13,30.26' }, { location: '' }] }),
    );
  });
  const [found] = await geocoder.find('文三路 & 88');
  expect(asked).toEqual([`https://maps.example.org/geo?address=${encodeURIComponent('文三路 & 88')}&key=k`]);
  expect(found).toMatchObject({ name: '文三路 88号', precision: null, division: null });
  expect(found!.lngLat[0]).toBeCloseTo(120.1253, 3);
  await expect(createHttpGeocoder(setting, () => Promise.resolve(answer({}, 500))).find('x')).rejects.toThrow('500');
});

test.each([
  [{ result: { location: { lng: 120.1, lat: 30.2 } } }, 'result.location'],
  [[{ lon: '120.1', lat: '30.2' }], '*'],
  [{ features: [{ geometry: { coordinates: [120.1, 30.2] } }] }, 'features.*.geometry.coordinates'],
])('%j is read at %s', (body, path) => {
  expect(readPositions(body, path, 'WGS84').map(({ lngLat }) => lngLat)).toEqual([[120.1, 30.2]]);
});

test('whatever it answers gives positions on the earth or nothing', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom('a', '*', '*.location', '__proto__.x', 'a.*.b'), (body, path) => {
      for (const { lngLat } of readPositions(body, path, 'WGS84'))
        expect(Math.abs(lngLat[0]) <= 180 && Math.abs(lngLat[1]) <= 90).toBe(true);
    }),
  );
});

test('the stand-in knows addresses, else the street, else the township', async () => {
  const known = {
    name: '馆',
    address: '文三路88号',
    lngLat: [120.1, 30.2] as const,
    precision: 10,
    division: '330106',
  };
  const township = {
    code: '330106006',
    name: '古荡街道',
    above: ['西湖区', '杭州市'],
    lngLat: [120.12, 30.28] as const,
  };
  const other = { code: '330411005', name: '古荡街道', above: ['秀洲区', '嘉兴市'], lngLat: [120.7, 30.7] as const };
  const geocoder = createStandIn({
    townships: () => Promise.resolve([township, other]),
    addresses: (words) => Promise.resolve(known.address.includes(words) ? [known] : []),
  });
  expect(await geocoder.find('文三路88号')).toEqual([known]);
  expect(await geocoder.find('文三路99号')).toEqual([]);
  expect(await geocoder.find('文三路 9 号')).toEqual([]);
  expect(await geocoder.find('西湖区古荡街道益乐路1号')).toMatchObject([
    { division: '330106006', precision: 3000, address: '杭州市西湖区古荡街道' },
  ]);
  expect(geocoder.isStandIn).toBe(true);
});
