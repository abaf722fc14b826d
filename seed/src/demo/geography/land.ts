import type { FeatureCollection } from 'geojson';
import { distance } from './flat.ts';

export interface Land {
  isLand: (lng: number, lat: number) => boolean;
}
type Ring = number[][];

// Degrees of latitude: an edge is listed in every band it crosses.
const BAND = 0.01;

// Lakes in towns which the shipped shores leave out; `km` is their radius.
const MORE_WATER = [
  { lng: 120.142, lat: 30.246, km: 1.5 }, // 西湖
  { lng: 121.662, lat: 29.772, km: 2 }, // 东钱湖
];

/** Land of the base map without its lakes, by the even-odd rule. */
export function createLand(basemap: Record<'land' | 'lakes', FeatureCollection>): Land {
  const isInLand = ringTest(basemap.land);
  const isInLake = ringTest(basemap.lakes);
  return {
    isLand: (lng, lat) =>
      isInLand(lng, lat) && !isInLake(lng, lat) && !MORE_WATER.some((lake) => distance(lake, { lng, lat }) < lake.km),
  };
}

function ringTest(features: FeatureCollection): (lng: number, lat: number) => boolean {
  const bands = new Map<number, number[]>();
  for (const ring of ringsOf(features)) {
    for (let i = 1; i < ring.length; i++) addEdge(bands, ring[i - 1]!, ring[i]!);
  }
  return (lng, lat) => {
    const edges = bands.get(Math.floor(lat / BAND));
    if (!edges) return false;
    let inside = false;
    for (let i = 0; i < edges.length; i += 4) {
      const y1 = edges[i + 1]!;
      const y2 = edges[i + 3]!;
      if (y1 > lat === y2 > lat) continue;
      const x1 = edges[i]!;
      if (lng < x1 + ((edges[i + 2]! - x1) * (lat - y1)) / (y2 - y1)) inside = !inside;
    }
    return inside;
  };
}

function addEdge(bands: Map<number, number[]>, [x1, y1]: number[], [x2, y2]: number[]): void {
  const low = Math.floor(Math.min(y1!, y2!) / BAND);
  const high = Math.floor(Math.max(y1!, y2!) / BAND);
  for (let band = low; band <= high; band++) {
    let edges = bands.get(band);
    if (!edges) bands.set(band, (edges = []));
    edges.push(x1!, y1!, x2!, y2!);
  }
}

function ringsOf(features: FeatureCollection): Ring[] {
  return features.features.flatMap(({ geometry }) => {
    if (geometry.type === 'Polygon') return geometry.coordinates;
    if (geometry.type === 'MultiPolygon') return geometry.coordinates.flat();
    throw new Error(`${geometry.type} is no area`);
  });
}
