import type { Positions } from '@zlm/server/contract';

export type MapAppName = 'amap' | 'tencent' | 'baidu' | 'apple';
export interface MapApp {
  name: MapAppName;
  /** The coordinates it takes. */
  system: keyof Positions;
  href: string;
}

/** Tells the map services who asks; they require it. */
const SOURCE = 'zhexue-map';

/** Web addresses that open a map app, or its page, with the place in the coordinates of that app. */
export function toMapApps(positions: Positions, title: string): MapApp[] {
  const [gcjLng, gcjLat] = positions.gcj02;
  const [bdLng, bdLat] = positions.bd09;
  // A comma would end the name in AMap's list of coordinates and name.
  const plain = title.replace(/[,，|]/g, ' ').trim();
  return [
    {
      name: 'amap',
      system: 'gcj02',
      href: toHref('https://uri.amap.com/navigation', {
        to: `${gcjLng},${gcjLat},${plain}`,
        mode: 'bus',
        coordinate: 'gaode',
        callnative: '1',
        src: SOURCE,
      }),
    },
    {
      name: 'tencent',
      system: 'gcj02',
      href: toHref('https://apis.map.qq.com/uri/v1/routeplan', {
        type: 'bus',
        to: plain,
        tocoord: `${gcjLat},${gcjLng}`,
        coord_type: '2',
        referer: SOURCE,
      }),
    },
    {
      name: 'baidu',
      system: 'bd09',
      href: toHref('https://api.map.baidu.com/marker', {
        location: `${bdLat},${bdLng}`,
        title: plain,
        content: plain,
        coord_type: 'bd09ll',
        output: 'html',
        src: `webapp.zlm.${SOURCE}`,
      }),
    },
    {
      name: 'apple',
      system: 'gcj02',
      href: toHref('https://maps.apple.com/', { daddr: `${gcjLat},${gcjLng}`, dirflg: 'r' }),
    },
  ];
}

function toHref(base: string, words: Record<string, string>): string {
  const query = Object.entries(words).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${base}?${query.join('&')}`;
}
