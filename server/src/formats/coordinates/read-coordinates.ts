import { distance, parseCrs, toWgs84, type Crs, type LngLat } from '../crs.ts';
import type { ServiceArea } from '../service-area.ts';
import { findAngles, stepOf, type Angle, type Notation } from './angles.ts';
import { readLink, type LinkPosition, type Maker } from './links.ts';
import { normalise } from './normalise.ts';

/** Why a text gives no position. */
export const COORDINATE_FLAWS = [
  ...(['not_coordinates', 'one_only', 'too_many', 'not_an_angle', 'out_of_range', 'null_island'] as const),
  ...(['two_of_one', 'outside', 'short_link', 'link_without_position'] as const),
] as const;
export type CoordinateFlaw = (typeof COORDINATE_FLAWS)[number];

export interface ReadCoordinates {
  /** As it was written, longitude first. */
  written: LngLat;
  crs: Crs;
  /** Declared by who pasted it, said by the text, or known of who made the map. */
  crsBy: 'declared' | 'text' | 'link';
  wgs84: LngLat;
  /** Metres of the last written place. */
  precision: number;
  notation: Notation | 'link';
  order: 'lng-lat' | 'lat-lng';
  /** Letters or words call the longitude a latitude. */
  isSwapped: boolean;
  maker: Maker['names'] | null;
}
export type CoordinateReading = { position: ReadCoordinates } | { flaw: CoordinateFlaw };

const METRES_PER_DEGREE = 111_320;
const FINEST_M = 0.1;
const SAID = /wgs[- ]?84|gcj[- ]?02|bd[- ]?09(?:ll)?|cgcs[- ]?2000|火星坐标系?|百度坐标系?|国家2000|高德|腾讯|百度/giu;
const MEANT: Readonly<Record<string, Crs>> = {
  火星坐标: 'GCJ02',
  火星坐标系: 'GCJ02',
  百度坐标: 'BD09',
  百度坐标系: 'BD09',
  国家2000: 'CGCS2000',
  高德: 'GCJ02',
  腾讯: 'GCJ02',
  百度: 'BD09',
};
/** Words that stand beside coordinates and say nothing. */
const WORDS =
  /经纬度|坐标系?|位置|定位|地图|coordinates?|position|location|gps|latlng|lnglat|point|and|[\s,.:()[\]{}<>"'=+/°-]/giu;

/** What people paste as a position. `declared`: the system of what does not say its own. Never throws. */
export function readCoordinates(text: string, declared: Crs, area: ServiceArea): CoordinateReading {
  const link = readLink(text.replace(/[\p{Cf}]/gu, ''));
  if (link) return 'flaw' in link ? link : settleLink(link, declared, area);
  const { plain, said } = takeSystem(normalise(text));
  const found = findAngles(plain);
  if (!found) return { flaw: 'not_an_angle' };
  const { angles, rest } = found;
  if (rest.replace(WORDS, '') !== '' || angles.length === 0) return { flaw: 'not_coordinates' };
  if (angles.length === 1) return { flaw: 'one_only' };
  if (angles.length > 2) return { flaw: 'too_many' };
  const [a, b] = angles as [Angle, Angle];
  if (a.axis !== null && a.axis === b.axis) return { flaw: 'two_of_one' };
  const crs = said ?? declared;
  return settle([a, b], { crs, crsBy: said ? 'text' : 'declared', maker: null }, area);
}

type Origin = Pick<ReadCoordinates, 'crs' | 'crsBy' | 'maker'>;

/** Which of two angles is the longitude: what letters say, unless only the other way lies in the area. */
function settle([a, b]: [Angle, Angle], origin: Origin, area: ServiceArea): CoordinateReading {
  const isLatFirst = a.axis === 'lat' || b.axis === 'lng';
  const isSaid = a.axis !== null || b.axis !== null;
  const ways = isLatFirst
    ? ([
        [b, a],
        [a, b],
      ] as const)
    : ([
        [a, b],
        [b, a],
      ] as const);
  const ok = ways.map(([lng, lat]) => place([lng.degrees, lat.degrees], origin.crs, area));
  const way = ok.findIndex((one) => typeof one !== 'string');
  if (way < 0) {
    // Of two refusals the one that says more.
    const flaws = ok as CoordinateFlaw[];
    return { flaw: flaws.find((flaw) => flaw !== 'out_of_range') ?? 'out_of_range' };
  }
  const [lng] = ways[way]!;
  const step = Math.max(a.step, b.step);
  return {
    position: {
      ...origin,
      written: [ways[way]![0].degrees, ways[way]![1].degrees],
      wgs84: ok[way] as LngLat,
      precision: toMetres(step),
      notation: a.notation === 'seconds' || b.notation === 'seconds' ? 'seconds' : a.notation,
      order: lng === a ? 'lng-lat' : 'lat-lng',
      isSwapped: isSaid && way === 1,
    },
  };
}

function settleLink(link: LinkPosition, declared: Crs, area: ServiceArea): CoordinateReading {
  const crs = link.crs ?? declared;
  const written: LngLat = [Number(link.lng), Number(link.lat)];
  const ways: LngLat[] = [written, [written[1], written[0]]];
  const found = ways.map((way) => place(way, crs, area));
  const way = found.findIndex((one) => typeof one !== 'string');
  if (way < 0) return { flaw: found[0] as CoordinateFlaw };
  return {
    position: {
      written: ways[way]!,
      crs,
      crsBy: link.crs ? 'link' : 'declared',
      wgs84: found[way] as LngLat,
      precision: link.precision ?? toMetres(Math.max(stepOf(link.lng), stepOf(link.lat))),
      notation: 'link',
      order: 'lat-lng',
      isSwapped: way === 1,
      maker: link.maker,
    },
  };
}

/** In WGS 84, or why it is no place of the area. */
function place([lng, lat]: LngLat, crs: Crs, area: ServiceArea): LngLat | CoordinateFlaw {
  if (Math.abs(lng) > 180 || Math.abs(lat) > 90) return 'out_of_range';
  if (distance([lng, lat], [0, 0]) < 1_500) return 'null_island';
  const [x, y] = toWgs84([lng, lat], crs);
  return area.has(x, y) ? [x, y] : 'outside';
}

function takeSystem(text: string): { plain: string; said: Crs | null } {
  let said: Crs | null = null;
  const plain = text.replace(SAID, (name) => {
    said ??= MEANT[name] ?? parseCrs(name);
    return ' ';
  });
  return { plain: plain.trim(), said };
}

const toMetres = (degrees: number) => Math.max(FINEST_M, Number((degrees * METRES_PER_DEGREE).toPrecision(2)));
