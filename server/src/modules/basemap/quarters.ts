import type { Feature, FeatureCollection } from 'geojson';
import { toShortName, type BasemapLabel } from './layers.ts';

type Spot = readonly [lng: number, lat: number];

const REACH_KM = 1.2; // beyond it the name may be that of a neighbour
const STEP_KM = 0.3; // a phone at zoom 16 shows a little more
const STEPS = Math.floor(REACH_KM / STEP_KM);
const KM_PER_DEGREE = 111.2;
const CELL = 0.05; // degrees: neighbours nearer than twice the reach lie in this cell or beside it

/** Names of townships again around where they are about, for zooms at which the one name is seldom in sight. */
export function repeatNames(labels: readonly BasemapLabel[]): FeatureCollection {
  const townships = labels.filter(({ rank }) => rank === 'township');
  const cells = new Map<string, BasemapLabel[]>();
  for (const township of townships) {
    const key = keyOf(toCell(township.lngLat));
    cells.set(key, [...(cells.get(key) ?? []), township]);
  }
  const features = townships.flatMap((township) => {
    const rivals = listAround(township.lngLat).flatMap((key) => cells.get(key) ?? []);
    const isOwn = (spot: Spot) =>
      rivals.every((rival) => away(spot, rival.lngLat) >= away(spot, township.lngLat) || rival === township);
    const properties = { name: township.name, name_en: toShortName(township), approximate: true };
    return spotsAround(township.lngLat)
      .filter(({ spot }) => isOwn(spot))
      .map(({ spot, isCoarse }): Feature => ({
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [...spot] },
        properties: { ...properties, ...(isCoarse && { coarse: true }) },
      }));
  });
  return { type: 'FeatureCollection', features };
}

/** A grid without its middle, which has the name itself; every second spot is for farther zooms too. */
function spotsAround([lng, lat]: Spot): { spot: Spot; isCoarse: boolean }[] {
  const stretch = Math.cos((lat * Math.PI) / 180);
  const steps = Array.from({ length: 2 * STEPS + 1 }, (_, i) => i - STEPS);
  return steps.flatMap((x) =>
    steps.flatMap((y) => {
      if ((x === 0 && y === 0) || Math.hypot(x, y) > STEPS) return [];
      const [east, north] = [x, y].map((step) => (step * STEP_KM) / KM_PER_DEGREE) as [number, number];
      return [{ spot: [lng + east / stretch, lat + north] as const, isCoarse: x % 2 === 0 && y % 2 === 0 }];
    }),
  );
}

function away([lng, lat]: Spot, [otherLng, otherLat]: Spot): number {
  return Math.hypot((lng - otherLng) * Math.cos((lat * Math.PI) / 180), lat - otherLat);
}

const toCell = ([lng, lat]: Spot): Spot => [Math.floor(lng / CELL), Math.floor(lat / CELL)];
const keyOf = ([column, row]: Spot) => `${column},${row}`;
function listAround(at: Spot): string[] {
  const [column, row] = toCell(at);
  return [-1, 0, 1].flatMap((east) => [-1, 0, 1].map((north) => keyOf([column + east, row + north])));
}
