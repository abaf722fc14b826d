import { findPositionFlaw, toPrecision, toWgs84 } from '../../formats/crs.ts';
import type { Crs } from '../../formats/crs.ts';
import type { Spot } from './drafts.ts';
import { BadValue, type RowFields } from './fields.ts';
import { toPlain } from './values/text.ts';

/** The position in columns lng and lat; null where both are empty or bad: where it is not needed the row goes on without. */
export function readSpot(fields: RowFields, crs: Crs, isNeeded: boolean): Spot | null {
  const read = isNeeded ? 'need' : 'read';
  const tell = isNeeded ? 'reject' : 'drop';
  const lng = fields[read]('lng', parseNumber);
  const lat = fields[read]('lat', parseNumber);
  if (lng === null && lat === null) return null;
  if (lng === null || lat === null) {
    const half = lng === null ? 'lng' : 'lat';
    if (fields.text(half) === null) fields[tell](half, 'missing');
    return null;
  }
  const flaw = findPositionFlaw(lng, lat);
  if (flaw) {
    fields[tell](flaw === 'out-of-range' && Math.abs(lat) > 90 ? 'lat' : 'lng', flaw);
    return null;
  }
  const written = (key: string) => toPlain(fields.text(key)!);
  const stated = fields.read('precision_m', parseMetres);
  return toSpot(lng, lat, crs, stated ?? toPrecision(written('lng'), written('lat')));
}

export function toSpot(lng: number, lat: number, crs: Crs, precision: number): Spot {
  return { crs, source: [lng, lat], wgs84: toWgs84([lng, lat], crs), precision };
}

const MOST_M = 100_000;

/** 500, 500米, 1.1 公里, 2km → metres. */
function parseMetres(text: string): number {
  const [, number, unit] = /^(\d{1,6}(?:\.\d{1,3})?)\s*(米|m|公里|千米|km)?$/i.exec(toPlain(text)) ?? [];
  const metres = Number(number) * (/^(公里|千米|km)$/i.test(unit ?? '') ? 1000 : 1);
  if (!(metres <= MOST_M)) throw new BadValue('bad-number', `0–${MOST_M}`);
  return metres;
}

function parseNumber(text: string): number {
  const plain = toPlain(text);
  if (!/^[+-]?\d{1,9}(\.\d*)?$/.test(plain)) throw new BadValue('not-a-number');
  return Number(plain);
}
