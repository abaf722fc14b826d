import type { FilterRow, ValueType } from '@zlm/server/contract/filter-table';

const DECIMAL = /^-?\d{1,3}(\.\d{1,12})?$/;

function numbers(text: string, separator: string, count: number): number[] | null {
  const parts = text.split(separator);
  return parts.length === count && parts.every((part) => DECIMAL.test(part)) ? parts.map(Number) : null;
}

const isLng = (value: number) => Math.abs(value) <= 180;
const isLat = (value: number) => Math.abs(value) <= 85.06;

/** `lng,lat` */
function isLngLat(text: string): boolean {
  const pair = numbers(text, ',', 2);
  return pair !== null && isLng(pair[0]!) && isLat(pair[1]!);
}

/** `lng,lat,metres` */
function isNear(text: string): boolean {
  const cut = text.lastIndexOf(',');
  const metres = text.slice(cut + 1);
  return cut > 0 && isLngLat(text.slice(0, cut)) && /^\d{1,6}$/.test(metres) && +metres >= 1 && +metres <= 500_000;
}

/** `lng,lat,lng,lat,…` with 3 to 200 corners */
export function isWithin(text: string): boolean {
  const count = text.split(',').length;
  if (text.length > 8_000 || count < 6 || count > 400 || count % 2 !== 0) return false;
  const all = numbers(text, ',', count);
  return all !== null && all.every((value, i) => (i % 2 === 0 ? isLng(value) : isLat(value)));
}

/** `zoom/lat/lng` */
export function isViewport(text: string): boolean {
  const parts = numbers(text, '/', 3);
  return parts !== null && parts[0]! >= 0 && parts[0]! <= 22 && isLat(parts[1]!) && isLng(parts[2]!);
}

/** A calendar day that exists, `2026-11-28`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(time) && new Date(time).toISOString().slice(0, 10) === text;
}

/** `2026-11-28T10:00` */
function isWallTime(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d$/.test(text) && isDay(text.slice(0, 10));
}

export function isOneOf(values: readonly string[] | undefined, text: string): boolean {
  return values !== undefined && values.includes(text);
}

const like = (pattern: RegExp) => (text: string) => pattern.test(text);
/** Of what is no closed list. */
const CHECKS: Partial<Record<ValueType, (text: string) => boolean>> = {
  text: (text) => text.trim() !== '' && [...text].length <= 200,
  code: like(/^[a-z0-9][a-z0-9_-]{0,63}$/),
  areaCode: like(/^\d{6}(\d{3})?$/),
  organiserId: like(/^[1-9]\d{0,15}$/),
  day: isDay,
  moment: (text) => text === 'now' || isWallTime(text),
  circle: isNear,
  corners: isWithin,
  point: isLngLat,
};

/** Whether a filter takes this text as one of its values. */
export function isValueOf({ type, values }: FilterRow, text: string): boolean {
  return values ? isOneOf(values, text) : CHECKS[type]!(text);
}
