import type { Geometry } from 'geojson';
import { z } from 'zod';

export interface ParsedFeature {
  /** In the file, from 1. */
  number: number;
  id: string | null;
  geometry: Geometry | null;
  properties: Record<string, unknown>;
}

/** The text is no GeoJSON of features. */
export class GeojsonBroken extends Error {}

const numbers = z.array(z.number());
const ring = z.array(numbers.min(2)).min(4);
const Polygonal = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(ring).min(1) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring).min(1)).min(1) }),
]);
export type Polygonal = z.infer<typeof Polygonal>;

const Feature = z.object({
  type: z.literal('Feature'),
  id: z.union([z.string(), z.number()]).optional(),
  geometry: z.looseObject({ type: z.string() }).nullish(),
  properties: z.record(z.string(), z.unknown()).nullish(),
});
const Collection = z.object({ type: z.literal('FeatureCollection'), features: z.array(Feature) });

export interface ParsedFeatures {
  features: ParsedFeature[];
  /** Numbers of those of a sequence that are none. */
  broken: number[];
}

/**
 * Reads a FeatureCollection or a Feature (RFC 7946), or a sequence of Features, each after a record separator (RFC 8142) or
 * on a line, without looking into geometries. Throws `GeojsonBroken`.
 */
export function parseFeatures(text: string): ParsedFeatures {
  const plain = text.replace(/^\uFEFF/, '').trim();
  const parts = splitSequence(plain);
  if (parts) return readSequence(parts);
  const json = readJson(plain);
  const isOne = (json as { type?: unknown } | null)?.type === 'Feature';
  const { data, error } = Collection.safeParse(isOne ? { type: 'FeatureCollection', features: [json] } : json);
  if (!data) {
    const { path, message } = error.issues[0]!;
    throw new GeojsonBroken(`${path.join('.') || 'the file'}: ${message}`);
  }
  return { features: data.features.map((feature, i) => toParsed(feature, i + 1)), broken: [] };
}

/** A reader of bytes may have turned the separator into a form feed, which no text in JSON holds either. */
const SEPARATORS = '\u001E\f';
const LINE = /^\s*\{\s*"/;

/** Null for a text that is one value. */
function splitSequence(text: string): string[] | null {
  if (text !== '' && SEPARATORS.includes(text[0]!))
    return text
      .replaceAll('\u001E', '\f')
      .split(/\f+/)
      .filter((part) => part.trim() !== '');
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const isSequence = lines.length > 1 && LINE.test(lines[1]!) && LINE.test(lines[0]!) && isValue(lines[0]!);
  return isSequence ? lines : null;
}

function isValue(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function readSequence(parts: readonly string[]): ParsedFeatures {
  const result: ParsedFeatures = { features: [], broken: [] };
  parts.forEach((part, i) => {
    const { data } = Feature.safeParse(isValue(part) ? JSON.parse(part) : null);
    if (data) result.features.push(toParsed(data, i + 1));
    else result.broken.push(i + 1);
  });
  if (result.features.length === 0) throw new GeojsonBroken('the file: no feature in the sequence');
  return result;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new GeojsonBroken((cause as Error).message, { cause });
  }
}

const toParsed = ({ id, geometry, properties }: z.infer<typeof Feature>, number: number): ParsedFeature => ({
  number,
  id: id === undefined ? null : String(id),
  geometry: (geometry ?? null) as Geometry | null,
  properties: properties ?? {},
});

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
