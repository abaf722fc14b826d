import type { Viewport } from './url-query.ts';

/** [west, south, east, north] in degrees */
export type Bbox = [number, number, number, number];
export interface Size {
  width: number;
  height: number;
}
export interface Padding {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

/** Mainland and islands of Zhejiang. */
export const ZHEJIANG: Bbox = [118.0, 27.0, 123.0, 31.2];
/** The map goes no further out, nor in. */
export const MIN_ZOOM = 5.5;
export const MAX_ZOOM = 18;
/** How far one can wander: Zhejiang with room for a wide screen, inside the frame of the base map. */
export const REACH: Bbox = [112.1, 21.6, 127, 35.9];
/** Width of the world at zoom 0 in px, as MapLibre counts. */
const WORLD = 512;

const mercatorY = (lat: number) => 0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI);
const lngX = (lng: number) => (lng + 180) / 360;
const latOf = (y: number) => (360 / Math.PI) * Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) - 90;

/** The part of the map not covered by panel or sheet, at least 1 px each way. */
function uncovered(size: Size, padding: Padding): Size {
  return {
    width: Math.max(1, size.width - padding.left - padding.right),
    height: Math.max(1, size.height - padding.top - padding.bottom),
  };
}

/** What is seen around a viewport whose centre is the centre of the uncovered part. */
export function bboxOf({ lng, lat, zoom }: Viewport, size: Size, padding: Padding): Bbox {
  const seen = uncovered(size, padding);
  const scale = WORLD * 2 ** zoom;
  const halfWidth = (seen.width / scale / 2) * 360;
  const halfHeight = seen.height / scale / 2;
  const y = mercatorY(lat);
  return [
    Math.max(-180, lng - halfWidth),
    Math.max(-85, latOf(y + halfHeight)),
    Math.min(180, lng + halfWidth),
    Math.min(85, latOf(y - halfHeight)),
  ];
}

/** The viewport that shows a whole bbox in the uncovered part, as far as the map goes out; of what is too high its north. */
export function fit([west, south, east, north]: Bbox, size: Size, padding: Padding): Viewport {
  const seen = uncovered(size, padding);
  const top = mercatorY(north);
  const bottom = mercatorY(south);
  const fitting = Math.log2(Math.min(seen.width / ((east - west) / 360), seen.height / (bottom - top)) / WORLD);
  const zoom = Math.max(MIN_ZOOM, Math.min(MAX_ZOOM, fitting));
  const middle = Math.min((top + bottom) / 2, top + seen.height / (WORLD * 2 ** zoom) / 2);
  return { lng: (west + east) / 2, lat: latOf(middle), zoom };
}

/** What the map makes of a viewport, by the rule of MapLibre: the uncovered part stays within `REACH`, closer where it would not fit. */
export function clampView({ lng, lat, zoom }: Viewport, size: Size, padding: Padding): Viewport {
  const seen = uncovered(size, padding);
  const [west, north] = [lngX(REACH[0]), mercatorY(REACH[3])];
  const [east, south] = [lngX(REACH[2]), mercatorY(REACH[1])];
  const fitting = Math.log2(Math.max(seen.width / (east - west), seen.height / (south - north)) / WORLD);
  const shown = Math.max(fitting, Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, zoom)));
  const scale = WORLD * 2 ** shown;
  const x = between(lngX(lng), west, east, seen.width / scale / 2);
  const y = between(mercatorY(lat), north, south, seen.height / scale / 2);
  const isKept = x === lngX(lng) && y === mercatorY(lat);
  return isKept ? { lng, lat, zoom: shown } : { lng: x * 360 - 180, lat: latOf(y), zoom: shown };
}

/** `at`, moved so that `half` around it lies between the two; their middle where it only just does. */
function between(at: number, least: number, most: number, half: number): number {
  if (most - least <= 2 * half) return (least + most) / 2;
  return Math.min(most - half, Math.max(least + half, at));
}

const METRES_PER_DEGREE = 111_195; // of latitude, on the sphere

/** The view at most this near that still shows everything within so many metres. */
export function fitAround({ lng, lat, zoom }: Viewport, metres: number, size: Size, padding: Padding): Viewport {
  if (metres === 0) return { lng, lat, zoom };
  const y = (metres * 1.1) / METRES_PER_DEGREE;
  const x = y / Math.cos((lat * Math.PI) / 180);
  return { lng, lat, zoom: Math.min(zoom, fit([lng - x, lat - y, lng + x, lat + y], size, padding).zoom) };
}

/** Whether two boxes differ by less than a hundredth of their size. */
export function isAlmost(a: Bbox, b: Bbox): boolean {
  const slackX = (a[2] - a[0]) / 100;
  const slackY = (a[3] - a[1]) / 100;
  return a.every((value, i) => Math.abs(value - b[i]!) <= (i % 2 === 0 ? slackX : slackY));
}
