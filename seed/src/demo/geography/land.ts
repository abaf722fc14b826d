import type { FeatureCollection } from 'geojson';
import { createAreaTest } from '@zlm/server/formats/even-odd';
import { distance } from './flat.ts';

export interface Land {
  isLand: (lng: number, lat: number) => boolean;
}
type Ring = number[][];

// Lakes in towns which the shipped shores leave out; `km` is their radius.
const MORE_WATER = [
  { lng: 120.142, lat: 30.246, km: 1.5 }, // 西湖
  { lng: 121.662, lat: 29.772, km: 2 }, // 东钱湖
];

/** Land of the base map without its lakes, by the even-odd rule. */
export function createLand(basemap: Record<'land' | 'lakes', FeatureCollection>): Land {
  const isInLand = createAreaTest(ringsOf(basemap.land));
  const isInLake = createAreaTest(ringsOf(basemap.lakes));
  return {
    isLand: (lng, lat) =>
      isInLand(lng, lat) && !isInLake(lng, lat) && !MORE_WATER.some((lake) => distance(lake, { lng, lat }) < lake.km),
  };
}

function ringsOf(features: FeatureCollection): Ring[] {
  return features.features.flatMap(({ geometry }) => {
    if (geometry.type === 'Polygon') return geometry.coordinates;
    if (geometry.type === 'MultiPolygon') return geometry.coordinates.flat();
    throw new Error(`${geometry.type} is no area`);
  });
}
