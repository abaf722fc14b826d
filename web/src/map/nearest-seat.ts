import type { LngLat } from '../geometry/lng-lat.ts';
import { bearingBetween, metresBetween } from '../geometry/metres.ts';
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

const COMPASS = {
  'zh-CN': ['北', '东北', '东', '东南', '南', '西南', '西', '西北'],
  en: ['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW'],
} as const;
const AT_SEAT = 800; // metres within which no direction is named

export function findNearestSeat(seats: readonly Seat[], lngLat: LngLat): NearestSeat | null {
  let nearest: { seat: Seat; metres: number } | null = null;
  for (const seat of seats) {
    const metres = metresBetween(seat.lngLat, lngLat);
    if (!nearest || metres < nearest.metres) nearest = { seat, metres };
  }
  return nearest && { ...nearest, octant: Math.round(bearingBetween(nearest.seat.lngLat, lngLat) / 45 + 8) % 8 };
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
