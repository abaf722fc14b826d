import { toWgs84, type Crs, type LngLat } from '../../../formats/crs.ts';
import { createOutbound, type Fetch } from '../../../outbound/outbound.ts';
import { placingTexts } from '../texts.ts';
import type { GeocodedAddress, Geocoder } from './geocoder.ts';

export interface HttpGeocoderSetting {
  /** With {q} where the address goes. */
  url: string;
  /** Where a position stands in its answer, `*` for each of a list: geocodes.*.location */
  path: string;
  crs: Crs;
}
const PATIENCE_MS = 3_000;
const MOST = 5;
const MOST_BYTES = 200_000;

/** Another server's answers; whatever it writes is read as positions and short texts only. */
export function createHttpGeocoder({ url, path, crs }: HttpGeocoderSetting, fetch?: Fetch): Geocoder {
  const ask =
    fetch ??
    createOutbound({ trusted: new URL(url.replace('{q}', '')).origin, totalMs: PATIENCE_MS, mostBytes: MOST_BYTES });
  return {
    names: { 'zh-CN': placingTexts('zh-CN').http, en: placingTexts('en').http },
    isStandIn: false,
    find: async (address) => {
      const { status, body } = await ask(url.replace('{q}', encodeURIComponent(address)));
      if (status !== 200) throw new Error(`the geocoder answered ${status}`);
      return readPositions(JSON.parse(body.toString('utf8')), path, crs).slice(0, MOST);
    },
  };
}

/** The positions at the path, each with the name and address beside it. */
export function readPositions(answer: unknown, path: string, crs: Crs): GeocodedAddress[] {
  let found: { value: unknown; beside: unknown }[] = [{ value: answer, beside: null }];
  for (const step of path.split('.')) {
    found = found.flatMap(({ value, beside }) => {
      if (step === '*') return Array.isArray(value) ? value.map((one: unknown) => ({ value: one, beside: one })) : [];
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return [];
      return [{ value: (value as Record<string, unknown>)[step], beside: beside ?? value }];
    });
  }
  return found.flatMap(({ value, beside }) => {
    const lngLat = toLngLat(value);
    if (!lngLat) return [];
    const text = (...names: string[]) => names.map((name) => readText(beside, name)).find(Boolean) ?? '';
    const address = text('formatted_address', 'address', 'display_name');
    const [lng, lat] = toWgs84(lngLat, crs);
    return [
      { name: text('name', 'title') || address, address, lngLat: [lng, lat] as const, precision: null, division: null },
    ];
  });
}

/** "120.16,30.25", [120.16, 30.25], { lng, lat } or { lon, lat }. */
function toLngLat(value: unknown): LngLat | null {
  const pair =
    typeof value === 'string'
      ? value.split(',')
      : Array.isArray(value)
        ? value
        : typeof value === 'object' && value !== null
          ? ['lng', 'lon', 'longitude', 'x']
              .flatMap((name) => (Object.hasOwn(value, name) ? [(value as Record<string, unknown>)[name]] : []))
              .slice(0, 1)
              .concat(
                ['lat', 'latitude', 'y']
                  .flatMap((name) => (Object.hasOwn(value, name) ? [(value as Record<string, unknown>)[name]] : []))
                  .slice(0, 1),
              )
          : [];
  const [lng, lat] = pair.map((one) => (typeof one === 'string' || typeof one === 'number' ? Number(one) : Number.NaN));
  if (pair.length !== 2 || lng === undefined || lat === undefined) return null;
  return Number.isFinite(lng) && Number.isFinite(lat) && Math.abs(lng) <= 180 && Math.abs(lat) <= 90
    ? [lng, lat]
    : null;
}

function readText(beside: unknown, name: string): string {
  if (typeof beside !== 'object' || beside === null || !Object.hasOwn(beside, name)) return '';
  const value = (beside as Record<string, unknown>)[name];
  return typeof value === 'string'
    ? value
        .replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ')
        .trim()
        .slice(0, 200)
    : '';
}
