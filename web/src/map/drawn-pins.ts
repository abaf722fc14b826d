import type { Map as MapLibreMap } from 'maplibre-gl';
import type { LngLat } from '../geometry/lng-lat.ts';
import { POINTS } from './learning-layers.ts';
import type { SpotLabel } from './types.ts';

/** Spots with a pin of their own at this zoom, by the cell they lie in. */
export type DrawnPins = ReadonlySet<string>;

export const NO_PINS: DrawnPins = new Set();
/** Cells of a degree, about 11 m: finer than pins are apart, coarser than the grid of the farthest tiles that name spots. */
const CELLS = 10_000;

interface Pin {
  properties: Record<string, unknown>;
  geometry: { type: string; coordinates?: unknown };
}

/** What is drawn as a pin now; what lies in a cluster is not. */
export function readPins(map: MapLibreMap): DrawnPins {
  if (!map.getLayer(POINTS)) return NO_PINS;
  return toDrawnPins(map.queryRenderedFeatures({ layers: [POINTS] }));
}

export function toDrawnPins(pins: readonly Pin[]): DrawnPins {
  return new Set(pins.map(({ geometry }) => toCell(geometry.coordinates as LngLat)));
}

/** The names whose pin is drawn. */
export function namesOfPins(labels: readonly SpotLabel[], pins: DrawnPins): SpotLabel[] {
  return labels.filter(({ lngLat }) => cellsAround(lngLat).some((cell) => pins.has(cell)));
}

export const isSamePins = (one: DrawnPins, other: DrawnPins): boolean =>
  one.size === other.size && [...one].every((cell) => other.has(cell));

const toCell = ([lng, lat]: LngLat) => `${Math.round(lng * CELLS)},${Math.round(lat * CELLS)}`;

/** A tile rounds a spot into its own or the next cell. */
function cellsAround([lng, lat]: LngLat): string[] {
  const steps = [-1, 0, 1].map((step) => step / CELLS);
  return steps.flatMap((east) => steps.map((north) => toCell([lng + east, lat + north])));
}
