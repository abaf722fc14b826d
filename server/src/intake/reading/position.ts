import { findPositionFlaw, toPrecision, toWgs84 } from '../../formats/crs.ts';
import type { Crs } from '../../formats/crs.ts';
import type { Spot } from './drafts.ts';
import { BadValue, type RowFields } from './fields.ts';
import { toPlain } from './values/text.ts';

/** The position in columns lng and lat; null where both are empty, or with an issue where they are bad. */
export function readSpot(fields: RowFields, crs: Crs): Spot | null {
  const before = fields.issues.length;
  const lng = fields.read('lng', parseNumber);
  const lat = fields.read('lat', parseNumber);
  if (fields.issues.length > before) return null;
  if (lng === null && lat === null) return null;
  if (lng === null || lat === null) {
    fields.reject(lng === null ? 'lng' : 'lat', 'missing');
    return null;
  }
  const flaw = findPositionFlaw(lng, lat);
  if (flaw) {
    fields.reject(flaw === 'out-of-range' && Math.abs(lat) > 90 ? 'lat' : 'lng', flaw);
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
