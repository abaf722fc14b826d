import { findAngles, stepOf, type Axis } from '../../formats/coordinates/angles.ts';
import { normalise } from '../../formats/coordinates/normalise.ts';
import { readCoordinates, type CoordinateFlaw } from '../../formats/coordinates/read-coordinates.ts';
import { findPositionFlaw, toWgs84, type Crs } from '../../formats/crs.ts';
import type { ServiceArea } from '../../formats/service-area.ts';
import type { Spot } from './drafts.ts';
import { BadValue, type RowFields } from './fields.ts';
import type { IssueCode } from './issues.ts';
import { toCell } from './values/text.ts';

/** One angle as it is written. */
export interface WrittenAngle {
  degrees: number;
  /** The last written place, in degrees. */
  step: number;
}

/**
 * The position in columns lng and lat, or in the one that has both; null where they are empty or bad: where it is not
 * needed the row goes on without.
 */
export function readSpot(fields: RowFields, crs: Crs, isNeeded: boolean): Spot | null {
  if (fields.text('lng') === null && fields.text('lat') === null) return readPair(fields, crs, isNeeded);
  const read = isNeeded ? 'need' : 'read';
  const tell = isNeeded ? 'reject' : 'drop';
  const lng = fields[read]('lng', angleOf('lng'));
  const lat = fields[read]('lat', angleOf('lat'));
  if (lng === null && lat === null) return null;
  if (lng === null || lat === null) {
    const half = lng === null ? 'lng' : 'lat';
    if (fields.text(half) === null) fields[tell](half, 'missing');
    return null;
  }
  const flaw = findPositionFlaw(lng.degrees, lat.degrees);
  if (flaw) {
    fields[tell](flaw === 'out-of-range' && Math.abs(lat.degrees) > 90 ? 'lat' : 'lng', flaw);
    return null;
  }
  // As often cut there as rounded; spreadsheets drop a zero at the end, so the finer one counts.
  const written = toMetres(Math.min(lng.step, lat.step));
  return toSpot(lng.degrees, lat.degrees, crs, fields.read('precision_m', parseMetres) ?? written);
}

export function toSpot(lng: number, lat: number, crs: Crs, precision: number): Spot {
  return { crs, source: [lng, lat], wgs84: toWgs84([lng, lat], crs), precision };
}

/** A degree or a part of one as people write it; a comma between two digits is a decimal point. */
export const angleOf =
  (axis: Axis) =>
  (text: string): WrittenAngle => {
    const plain = normalise(toCell(text)).replace(/^([^,]*\d),(\d[^,]*)$/, '$1.$2');
    if (/^[+-]?\d{1,9}(\.\d*)?$/.test(plain)) return { degrees: Number(plain), step: stepOf(plain) };
    const found = findAngles(plain);
    const [angle, ...others] = found?.angles ?? [];
    if (!found || !angle || others.length > 0 || /[^\s:=.]/.test(found.rest)) throw new BadValue('not-a-number');
    if (angle.axis !== null && angle.axis !== axis) throw new BadValue('swapped');
    return { degrees: angle.degrees, step: angle.step };
  };

const METRES_PER_DEGREE = 111_320;
const toMetres = (step: number) => Number((METRES_PER_DEGREE * step).toPrecision(2));

const AREA: ServiceArea = {
  names: { 'zh-CN': '浙江', en: 'Zhejiang' },
  has: (lng, lat) => findPositionFlaw(lng, lat) === null,
};
const FLAWS: Partial<Record<CoordinateFlaw, IssueCode>> = {
  out_of_range: 'out-of-range',
  null_island: 'null-island',
  outside: 'outside',
};

/** 120.1201,30.2701 in one cell, in any notation and order. */
function readPair(fields: RowFields, crs: Crs, isNeeded: boolean): Spot | null {
  const pair = fields[isNeeded ? 'need' : 'read']('coordinates', (text) => {
    const reading = readCoordinates(text, crs, AREA);
    if ('flaw' in reading) throw new BadValue(FLAWS[reading.flaw] ?? 'bad-coordinates');
    return reading.position;
  });
  if (!pair) return null;
  const stated = fields.read('precision_m', parseMetres);
  return { crs: pair.crs, source: pair.written, wgs84: pair.wgs84, precision: stated ?? pair.precision };
}

const MOST_M = 100_000;

/** 500, 500米, 1.1 公里, 2km → metres. */
export function parseMetres(text: string): number {
  const plain = toCell(text).replace(/^(?:大?约|±|\+-|误差)\s*|\s*(?:左右|以内)$/g, '');
  const [, number, unit] = /^(\d{1,3}(?:,\d{3})+|\d{1,6}(?:\.\d{1,3})?)\s*(米|m|公里|千米|km)?$/i.exec(plain) ?? [];
  const metres = Number(number?.replaceAll(',', '')) * (/^(公里|千米|km)$/i.test(unit ?? '') ? 1000 : 1);
  if (!(metres <= MOST_M)) throw new BadValue('bad-number', `0–${MOST_M}`);
  return metres;
}
