import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';

export interface TileFeature {
  layer: 'areas' | 'clusters' | 'points';
  count: number;
  lng: number;
  lat: number;
  properties: Record<string, number | string | boolean>;
}
type Bbox = readonly [west: number, south: number, east: number, north: number];

const ZHEJIANG: Bbox = [117.5, 26.5, 123.5, 31.5];

/** Every feature of the learning tiles of a zoom that touch a bbox; `query` holds the filters. */
export async function listTileFeatures(
  origin: string,
  zoom: number,
  query = '',
  bbox: Bbox = ZHEJIANG,
): Promise<TileFeature[]> {
  const [west, south, east, north] = bbox;
  const from = toTile(west, north, zoom);
  const to = toTile(east, south, zoom);
  const features: TileFeature[] = [];
  for (let x = from.x; x <= to.x; x++) {
    for (let y = from.y; y <= to.y; y++) features.push(...(await loadTile(origin, { z: zoom, x, y }, query)));
  }
  return features;
}

async function loadTile(origin: string, { z, x, y }: { z: number; x: number; y: number }, query: string) {
  const response = await fetch(`${origin}/tiles/learning/${z}/${x}/${y}.mvt${query && `?${query}`}`);
  if (!response.ok) throw new Error(`${response.url} answers ${response.status}`);
  if (response.status === 204) return [];
  const { layers } = new VectorTile(new PbfReader(new Uint8Array(await response.arrayBuffer())));
  return (['areas', 'clusters', 'points'] as const).flatMap((layer) => {
    const found = layers[layer];
    return Array.from({ length: found?.length ?? 0 }, (_, i): TileFeature => {
      const feature = found!.feature(i);
      const { geometry } = feature.toGeoJSON(x, y, z);
      const [lng = 0, lat = 0] = geometry.type === 'Point' ? geometry.coordinates : [];
      const properties = feature.properties;
      return { layer, count: Number(properties.point_count ?? 1), lng, lat, properties };
    });
  });
}

function toTile(lng: number, lat: number, zoom: number): { x: number; y: number } {
  const { x, y } = toWorld(lng, lat);
  return { x: Math.floor(x * 2 ** zoom), y: Math.floor(y * 2 ** zoom) };
}

/** Web Mercator, the world as a square from 0 to 1. */
export function toWorld(lng: number, lat: number): { x: number; y: number } {
  const sine = Math.sin((lat * Math.PI) / 180);
  return { x: lng / 360 + 0.5, y: 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI) };
}
