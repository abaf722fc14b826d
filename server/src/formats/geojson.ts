import type { Geometry } from 'geojson';
import { z } from 'zod';

export interface ParsedFeature {
  /** In the file, from 1. */
  number: number;
  id: string | null;
  geometry: Geometry | null;
  properties: Record<string, unknown>;
}

/** The text is no GeoJSON FeatureCollection. */
export class GeojsonBroken extends Error {}

const numbers = z.array(z.number());
const ring = z.array(numbers.min(2)).min(4);
const Polygonal = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(ring).min(1) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring).min(1)).min(1) }),
]);
export type Polygonal = z.infer<typeof Polygonal>;

const Collection = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(
    z.object({
      type: z.literal('Feature'),
      id: z.union([z.string(), z.number()]).optional(),
      geometry: z.looseObject({ type: z.string() }).nullish(),
      properties: z.record(z.string(), z.unknown()).nullish(),
    }),
  ),
});

/** Reads a FeatureCollection (RFC 7946) without looking into geometries. Throws `GeojsonBroken`. */
export function parseFeatures(text: string): ParsedFeature[] {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new GeojsonBroken((cause as Error).message, { cause });
  }
  const { data, error } = Collection.safeParse(json);
  if (!data) {
    const { path, message } = error.issues[0]!;
    throw new GeojsonBroken(`${path.join('.') || 'the file'}: ${message}`);
  }
  return data.features.map(({ id, geometry, properties }, i) => ({
    number: i + 1,
    id: id === undefined ? null : String(id),
    geometry: (geometry ?? null) as Geometry | null,
    properties: properties ?? {},
  }));
}

/** The polygon or multipolygon in whole numbers of rings, or null for anything else. */
export function toPolygonal(geometry: Geometry | null): Polygonal | null {
  return Polygonal.safeParse(geometry).data ?? null;
}

/** Longitude and latitude of a point, or null for anything else. */
export function toPoint(geometry: Geometry | null): [number, number] | null {
  if (geometry?.type !== 'Point') return null;
  const [lng, lat] = (geometry.coordinates ?? []) as unknown[];
  return typeof lng === 'number' && typeof lat === 'number' ? [lng, lat] : null;
}
