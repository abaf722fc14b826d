import type { LngLat } from '../geometry/lng-lat.ts';
import type { MapLang } from './types.ts';

/** A county seat. */
export interface Seat {
  name: string;
  nameEn: string;
  lngLat: LngLat;
}
export interface NearestSeat {
  seat: Seat;
  metres: number;
  /** Direction from the seat to the point, 0 = north, in eighths of a turn clockwise. */
  octant: number;
}

const EARTH_RADIUS = 6_371_008.8; // metres
const COMPASS = {
  'zh-CN': ['北', '东北', '东', '东南', '南', '西南', '西', '西北'],
  en: ['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW'],
} as const;
const AT_SEAT = 800; // metres within which no direction is named

export function findNearestSeat(seats: readonly Seat[], [lng, lat]: LngLat): NearestSeat | null {
  let nearest: NearestSeat | null = null;
  for (const seat of seats) {
    // Equirectangular: exact enough to rank and to say whole kilometres within a province.
    const east = toRadians(lng - seat.lngLat[0]) * Math.cos(toRadians((lat + seat.lngLat[1]) / 2)) * EARTH_RADIUS;
    const north = toRadians(lat - seat.lngLat[1]) * EARTH_RADIUS;
    const metres = Math.hypot(east, north);
    if (nearest && nearest.metres <= metres) continue;
    nearest = { seat, metres, octant: Math.round((Math.atan2(east, north) / (2 * Math.PI)) * 8 + 8) % 8 };
  }
  return nearest;
}

/** 诸暨市 东北 12 公里 / 12 km NE of Zhuji */
export function describeNearestSeat({ seat, metres, octant }: NearestSeat, lang: MapLang): string {
  const name = lang === 'en' ? seat.nameEn : seat.name;
  if (metres < AT_SEAT) return name;
  const distance = new Intl.NumberFormat(lang, {
    style: 'unit',
    unit: 'kilometer',
    unitDisplay: lang === 'en' ? 'short' : 'long',
    maximumFractionDigits: metres < 10_000 ? 1 : 0,
  }).format(metres / 1_000);
  const direction = COMPASS[lang][octant];
  return lang === 'en' ? `${distance} ${direction} of ${name}` : `${name} ${direction} ${distance}`;
}

function toRadians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
