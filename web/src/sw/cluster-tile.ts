import { fromGeojsonVt } from '@maplibre/vt-pbf';
import type { Card, Kind } from '@zlm/server/contract';
import Supercluster from 'supercluster';

type Counts = Partial<Record<Kind, number>>;
interface Spot extends Counts {
  id: number;
  of: Kind;
  count: number;
  west: number;
  south: number;
  east: number;
  north: number;
}
export type Spots = Supercluster<Spot, Spot>;

/** Deepest zoom of the tiles the map asks for; there every spot stands alone. */
const DEEPEST = 16;
const EXTENT = 4_096;
const RADIUS = 60; // px on a tile of 512

/** Clusters what lists have shown; several things at one spot are a stack. */
export function clusterCards(cards: readonly Card[]): Spots {
  const spots = new Map<string, Spot>();
  for (const { id, kind, place } of cards) {
    if (!place) continue;
    const key = place.lngLat.join();
    const spot = spots.get(key) ?? toSpot(id, kind, place.lngLat);
    spot.count += 1;
    spot[kind] = (spot[kind] ?? 0) + 1;
    spots.set(key, spot);
  }
  const index: Spots = new Supercluster<Spot, Spot>({
    maxZoom: DEEPEST - 1,
    extent: EXTENT,
    radius: (RADIUS / 512) * EXTENT,
    map: (spot) => ({ ...spot }),
    reduce: unite,
  });
  return index.load(
    [...spots.values()].map((spot) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [spot.west, spot.south] },
      properties: spot,
    })),
  );
}

/** A tile with the layers and properties the server's tiles have; null when it is empty. */
export function encodeTile(spots: Spots, [z, x, y]: [number, number, number]): Uint8Array<ArrayBuffer> | null {
  const features = spots.getTile(z, x, y)?.features ?? [];
  if (features.length === 0) return null;
  const layers = { clusters: features.filter(isCluster), points: features.filter((feature) => !isCluster(feature)) };
  const filled = Object.entries(layers).filter(([, list]) => list.length > 0);
  const tiles = filled.map(([name, list]) => [name, { features: list.map(toFeature) }] as const);
  const bytes = fromGeojsonVt(Object.fromEntries(tiles) as never, { version: 2, extent: EXTENT });
  return new Uint8Array(bytes);
}

type Feature = NonNullable<ReturnType<Spots['getTile']>>['features'][number];
const isCluster = ({ tags }: Feature) => tags !== null && tags !== undefined && 'cluster' in tags;

function toFeature(feature: Feature) {
  const { id, of, count, west, south, east, north, ...rest } = feature.tags as Spot & Record<string, unknown>;
  if (!isCluster(feature)) {
    const stack = count > 1 ? { point_count: count, lng: west, lat: south } : {};
    return { ...feature, id, tags: { id, kind: of, ...stack } };
  }
  const kinds = Object.fromEntries(Object.entries(rest).filter(([name]) => !/^cluster|^point_count/.test(name)));
  return { ...feature, tags: { point_count: count, ...kinds, west, south, east, north } };
}

function toSpot(id: number, of: Kind, [lng, lat]: readonly [number, number]): Spot {
  return { id, of, count: 0, west: lng, south: lat, east: lng, north: lat };
}

function unite(into: Spot, spot: Readonly<Spot>): void {
  const { id: _id, of: _of, west, south, east, north, ...counts } = spot;
  for (const [name, count] of Object.entries(counts) as [Kind | 'count', number][]) {
    into[name] = (into[name] ?? 0) + count;
  }
  into.west = Math.min(into.west, west);
  into.south = Math.min(into.south, south);
  into.east = Math.max(into.east, east);
  into.north = Math.max(into.north, north);
}
