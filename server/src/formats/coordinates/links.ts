import gcoordModule from 'gcoord';
import type { Crs } from '../crs.ts';

const gcoord = gcoordModule as unknown as typeof gcoordModule.default;

/** Numbers of a link as they are written there. */
export interface LinkPosition {
  lng: string;
  lat: string;
  /** Of the maker of the map; null where the link leaves it to who sends it. */
  crs: Crs | null;
  maker: Maker['names'];
  /** Metres it may be off, where the link says so. */
  precision?: number;
}
export interface Maker {
  names: { 'zh-CN': string; en: string };
  hosts: RegExp;
  crs: Crs;
  find(url: URL, text: string): readonly [lng: string, lat: string] | null;
  /** What the link says instead. */
  crsOf?(url: URL): Crs | null;
}

const NUMBER = String.raw`(-?\d{1,3}(?:\.\d+)?)`;
const PAIR = new RegExp(`${NUMBER} ?, ?${NUMBER}`);
type Found = readonly [string, string] | null;

const lngFirst = (text: string | null | undefined): Found => {
  const [, a, b] = PAIR.exec(text ?? '') ?? [];
  return a === undefined || b === undefined ? null : [a, b];
};
const latFirst = (text: string | null | undefined): Found => {
  const found = lngFirst(text);
  return found && [found[1], found[0]];
};
const named = (url: URL, lng: string, lat: string): Found => {
  const [x, y] = [url.searchParams.get(lng), url.searchParams.get(lat)];
  return x && y ? lngFirst(`${x},${y}`) : null;
};
function first<T>(values: readonly string[], find: (value: string) => T | null): T | null {
  for (const value of values) {
    const found = find(value);
    if (found) return found;
  }
  return null;
}
const given = (url: URL, names: readonly string[]) => names.flatMap((name) => url.searchParams.getAll(name));

export const MAKERS: readonly Maker[] = [
  {
    names: { 'zh-CN': '高德地图', en: 'AMap' },
    hosts: /(^|\.)(amap|gaode|autonavi)\.com$/,
    crs: 'GCJ02',
    find: (url) =>
      named(url, 'lng', 'lat') ??
      named(url, 'lon', 'lat') ??
      first(given(url, ['position', 'location', 'center', 'to', 'from', 'dest']), lngFirst) ??
      first(given(url, ['q', 'p']), latFirst),
    crsOf: (url) => (url.searchParams.get('coordinate') === 'wgs84' ? 'WGS84' : null),
  },
  {
    names: { 'zh-CN': '百度地图', en: 'Baidu Maps' },
    hosts: /(^|\.)map\.baidu\.com$/,
    crs: 'BD09',
    find: (url, text) =>
      first(given(url, ['location', 'latlng', 'center', 'destination', 'origin']), latFirst) ?? fromMetres(text),
    crsOf: (url) => {
      const type = /^(bd09|gcj02|wgs84)/.exec(url.searchParams.get('coord_type')?.toLowerCase() ?? '')?.[1];
      return type === undefined ? null : (type.toUpperCase() as Crs);
    },
  },
  {
    names: { 'zh-CN': '腾讯地图', en: 'Tencent Maps' },
    hosts: /(^|\.)map\.qq\.com$/,
    crs: 'GCJ02',
    find: (url) =>
      named(url, 'pointx', 'pointy') ??
      first(given(url, ['marker', 'coord', 'tocoord', 'fromcoord', 'center', 'location']), latFirst),
  },
  {
    // Streets of China are drawn there in its system.
    names: { 'zh-CN': 'Google 地图', en: 'Google Maps' },
    hosts: /(^|\.)(google\.[a-z.]{2,6}|maps\.google\.[a-z.]{2,6})$/,
    crs: 'GCJ02',
    find: (url, text) => {
      const [, lat, lng] = new RegExp(`!3d${NUMBER}!4d${NUMBER}`).exec(text) ?? [];
      if (lat !== undefined && lng !== undefined) return [lng, lat];
      return (
        first(given(url, ['q', 'query', 'll', 'destination', 'daddr']), latFirst) ??
        latFirst(/@([^z]*)/.exec(text)?.[1])
      );
    },
  },
  {
    names: { 'zh-CN': '苹果地图', en: 'Apple Maps' },
    hosts: /(^|\.)maps\.apple\.com$/,
    crs: 'GCJ02',
    find: (url) => first(given(url, ['ll', 'q', 'daddr', 'coordinate', 'center']), latFirst),
  },
  {
    names: { 'zh-CN': 'OpenStreetMap', en: 'OpenStreetMap' },
    hosts: /(^|\.)(openstreetmap\.org|osm\.org)$/,
    crs: 'WGS84',
    find: (url) => named(url, 'mlon', 'mlat') ?? named(url, 'lon', 'lat') ?? latFirst(toPair(url.hash)),
  },
  {
    names: { 'zh-CN': '天地图', en: 'Tianditu' },
    hosts: /(^|\.)tianditu\.gov\.cn$/,
    crs: 'CGCS2000',
    find: (url) => named(url, 'lng', 'lat') ?? named(url, 'lon', 'lat') ?? first(given(url, ['center']), lngFirst),
  },
];

/** map=17/30.25/120.16 */
const toPair = (hash: string) => /map=[\d.]+\/(-?[\d.]+)\/(-?[\d.]+)/.exec(hash)?.slice(1).join(',');

/** Baidu writes the middle of its map in metres of its own projection: /@13377000.12,3515000.5,19z */
function fromMetres(text: string): Found {
  const [, x, y] = /@(-?\d{6,9}(?:\.\d+)?),(-?\d{6,9}(?:\.\d+)?)/.exec(text) ?? [];
  if (x === undefined || y === undefined) return null;
  const [lng, lat] = gcoord.transform<[number, number]>([Number(x), Number(y)], gcoord.BD09MC, gcoord.BD09);
  return Number.isFinite(lng) && Number.isFinite(lat) ? [lng.toFixed(6), lat.toFixed(6)] : null;
}

/** Links that only lead to another one. */
const SHORT = /(^|\.)(surl\.amap\.com|j\.map\.baidu\.com|maps\.app\.goo\.gl|goo\.gl|url\.cn|t\.cn|dwz\.cn)$/;
const ADDRESS =
  /\b(?:https?:\/\/[^\s<>"'，。]+|(?:www\.|uri\.|ditu\.|map\.|maps\.)[a-z0-9.-]+\.[a-z]{2,6}\/[^\s<>"'，。]*)/giu;

export type FoundLink = LinkPosition | { flaw: 'short_link' | 'link_without_position' };

/** The position a link of a map maker has; null where the text has no address. */
export function readLink(text: string): FoundLink | null {
  const geo = readGeo(text);
  if (geo) return geo;
  const addresses = text.match(ADDRESS);
  if (!addresses) return null;
  for (const address of addresses) {
    const url = toUrl(address);
    if (!url) continue;
    if (SHORT.test(url.hostname)) return { flaw: 'short_link' };
    const maker = MAKERS.find(({ hosts }) => hosts.test(url.hostname));
    const found = maker?.find(url, decode(address));
    if (maker && found) {
      return { lng: found[0], lat: found[1], crs: maker.crsOf?.(url) ?? maker.crs, maker: maker.names };
    }
  }
  return { flaw: 'link_without_position' };
}

/** RFC 5870: geo:30.25,120.16;crs=wgs84;u=35 */
function readGeo(text: string): LinkPosition | null {
  const [, lat, lng, rest = ''] = new RegExp(`\\bgeo:${NUMBER},${NUMBER}([^\\s]*)`, 'iu').exec(text) ?? [];
  if (lat === undefined || lng === undefined) return null;
  const off = /;u=(\d+(?:\.\d+)?)/i.exec(rest)?.[1];
  return {
    ...{ lng, lat, crs: 'WGS84' as const, maker: { 'zh-CN': 'geo: 链接', en: 'geo: link' } },
    ...(off !== undefined && { precision: Number(off) }),
  };
}

function toUrl(address: string): URL | null {
  const text = /^https?:/i.test(address) ? address : `https://${address}`;
  return URL.canParse(text) ? new URL(text) : null;
}

function decode(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
