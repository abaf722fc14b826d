import { dayText } from '../../demo/calendar.ts';
import type { Day } from '../../demo/calendar.ts';

/** What COPY takes as text. */
export type Value = string | number | boolean | null;

/** PostgreSQL array literal. */
export function encodeList(values: readonly string[]): string {
  return `{${values.map((value) => (/^[^\s",{}\\]+$/.test(value) ? value : quote(value))).join(',')}}`;
}

const quote = (value: string) => `"${value.replace(/["\\]/g, '\\$&')}"`;

export function encodeDays(days: readonly Day[]): string {
  let text = '{';
  for (let at = 0; at < days.length; at++) text += at ? `,${dayText(days[at]!)}` : dayText(days[at]!);
  return `${text}}`;
}

/** Shanghai has kept +08:00 without summer time since 1991. */
export function encodeShanghai(day: Day, time: string): string {
  return `${dayText(day)}T${time}:00+08:00`;
}

// Little-endian, point with SRID, 4326.
const POINT_HEADER = '0101000020e6100000';
const point = Buffer.alloc(16);

/** EWKB in hexadecimal: the cheapest text for PostGIS to read. */
export function encodePoint({ lng, lat }: { lng: number; lat: number }): string {
  point.writeDoubleLE(lng, 0);
  point.writeDoubleLE(lat, 8);
  return POINT_HEADER + point.toString('hex');
}
