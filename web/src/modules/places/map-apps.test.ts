import { expect, test } from 'vitest';
import { toMapApps } from './map-apps.ts';

// West Lake District and where AMap and Baidu draw it.
const positions = {
  wgs84: [120.12, 30.26],
  gcj02: [120.12478, 30.257719],
  bd09: [120.131266, 30.263806],
} satisfies Parameters<typeof toMapApps>[0];

test('each app gets its own coordinates in its own order', () => {
  const queries = toMapApps(positions, '古荡, 社区&学校').map(({ name, href }) => {
    const { origin, pathname, searchParams } = new URL(href);
    return [name, origin + pathname, Object.fromEntries(searchParams)];
  });
  expect(queries).toEqual([
    [
      'amap',
      'https://uri.amap.com/navigation',
      {
        to: '120.12478,30.257719,古荡  社区&学校',
        mode: 'bus',
        coordinate: 'gaode',
        callnative: '1',
        src: 'zhexue-map',
      },
    ],
    [
      'tencent',
      'https://apis.map.qq.com/uri/v1/routeplan',
      {
        type: 'bus',
        to: '古荡  社区&学校',
        tocoord: '30.257719,120.12478',
        coord_type: '2',
        referer: 'zhexue-map',
      },
    ],
    [
      'baidu',
      'https://api.map.baidu.com/marker',
      {
        location: '30.263806,120.131266',
        title: '古荡  社区&学校',
        content: '古荡  社区&学校',
        coord_type: 'bd09ll',
        output: 'html',
        src: 'webapp.zlm.zhexue-map',
      },
    ],
    ['apple', 'https://maps.apple.com/', { daddr: '30.257719,120.12478', dirflg: 'r' }],
  ]);
});
