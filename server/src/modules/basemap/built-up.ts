import type { Feature, FeatureCollection } from 'geojson';
import { createAreaTest } from '../../formats/even-odd.ts';
import type { BasemapLabel } from './layers.ts';

type Spot = readonly [lng: number, lat: number];

const CORNERS = 18;
const STEPS = 6; // probes from the middle to a corner
const CORE = 0.55; // of the way to the edge
const KM_PER_DEGREE = 111.2;

/** Built-up ground as one could expect it around seats: soft-edged, on land only, a guess that says so. */
export function drawBuiltUp(labels: readonly BasemapLabel[], land: FeatureCollection): FeatureCollection {
  const isLand = createAreaTest(
    land.features.flatMap(({ geometry }) => (geometry.type === 'Polygon' ? geometry.coordinates : [])),
  );
  const towns = labels.flatMap((label) => {
    const km = reachOf(label);
    return km === null ? [] : [{ at: label.lngLat, km, hasCore: km > 1.5 }];
  });
  const draw = (at: Spot, km: number, level: number): Feature => ({
    type: 'Feature',
    geometry: { type: 'Polygon', coordinates: [drawTown(at, km, isLand)] },
    properties: { level, approximate: true },
  });
  const edges = towns.map(({ at, km }) => draw(at, km, 1));
  const cores = towns.filter(({ hasCore }) => hasCore).map(({ at, km }) => draw(at, km * CORE, 2));
  return { type: 'FeatureCollection', features: [...edges, ...cores] };
}

/** Kilometres; null for what has no ground of its own. */
function reachOf({ rank, name }: BasemapLabel): number | null {
  if (rank === 'county') return name.endsWith('县') ? 2 : 2.8;
  if (rank !== 'township') return null;
  if (name.endsWith('街道')) return 2.1;
  return name.endsWith('镇') ? 1 : 0.45;
}

/** A ring around a spot, uneven as towns are, alike for the same spot; it ends where the land does. */
function drawTown([lng, lat]: Spot, km: number, isLand: (lng: number, lat: number) => boolean): number[][] {
  const [a, b, c] = [1, 2, 3].map((turn) => 2 * Math.PI * scatter(lng * turn, lat)) as [number, number, number];
  const stretch = Math.cos((lat * Math.PI) / 180);
  const ring = Array.from({ length: CORNERS }, (_, corner) => {
    const turn = (corner / CORNERS) * 2 * Math.PI;
    const uneven = 1 + 0.16 * Math.sin(2 * turn + a) + 0.1 * Math.sin(3 * turn + b) + 0.05 * Math.sin(5 * turn + c);
    const along = (share: number): [number, number] => {
      const degrees = (share * km * uneven) / KM_PER_DEGREE;
      return [lng + (degrees * Math.cos(turn)) / stretch, lat + degrees * Math.sin(turn)];
    };
    let share = 1 / STEPS;
    while (share < 1 && isLand(...along(share + 1 / STEPS))) share += 1 / STEPS;
    return along(Math.min(1, share));
  });
  return [...ring, ring[0]!];
}

/** Between 0 and 1, the same for the same numbers. */
function scatter(x: number, y: number): number {
  const wide = Math.abs(Math.sin(x * 12.9898 + y * 78.233) * 43_758.5453);
  return wide - Math.floor(wide);
}
