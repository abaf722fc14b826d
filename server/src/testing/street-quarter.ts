import type { Feature, FeatureCollection, Geometry } from 'geojson';

/** Where streets are drawn, of our own: a quarter of a town that is none, beside the outline of West Lake. */
export const QUARTER = [120.12, 30.22, 120.22, 30.3] as const;
export const QUARTER_ZOOMS = { least: 10, most: 14 } as const;

const [WEST, SOUTH, EAST, NORTH] = QUARTER;
const SHORE = 120.162; // streets begin east of the lake
const BLOCK = 0.004; // degrees
const STREETS = { lng: Math.round((EAST - SHORE) / BLOCK), lat: Math.round((NORTH - SOUTH) / BLOCK) };
const GAP = 0.15; // of a block, free for the street
const MAIN = 4; // every fourth street is wide
const PARKS = new Set(['1.7', '2.7', '6.12', '10.4', '10.5']);

/** Layers in the Protomaps schema; `waters` are drawn into it. */
export function drawQuarter(waters: FeatureCollection): Record<string, FeatureCollection> {
  const corners = blocks();
  return {
    water: collect(waters.features.map((water) => ({ ...water, properties: { kind: 'lake', ...water.properties } }))),
    landuse: collect(corners.filter(isPark).map(({ x, y }) => feature(rectangle(x, y, 0, 1), { kind: 'park' }))),
    roads: collect([...streets(), ...avenues()]),
    buildings: collect(corners.filter((block) => !isPark(block)).flatMap(housesOf)),
    places: collect(
      corners
        .filter(({ column, row }) => column % 4 === 2 && row % 4 === 2)
        .map(({ x, y, column, row }) => {
          const name = `样例街区 ${(column - 2) / 4 + 1}-${(row - 2) / 4 + 1}`;
          const properties = { kind: 'neighbourhood', name, 'name:en': name.replace('样例街区', 'Sample') };
          return feature({ type: 'Point', coordinates: [x + BLOCK / 2, y + BLOCK / 2] }, properties);
        }),
    ),
  };
}

interface Block {
  column: number;
  row: number;
  x: number;
  y: number;
}
const isPark = ({ column, row }: Block) => PARKS.has(`${column}.${row}`);

function blocks(): Block[] {
  return Array.from({ length: STREETS.lng * STREETS.lat }, (_, i) => {
    const [column, row] = [i % STREETS.lng, Math.floor(i / STREETS.lng)];
    return { column, row, x: SHORE + column * BLOCK, y: SOUTH + row * BLOCK };
  });
}

function streets(): Feature[] {
  const kind = (i: number) => ({ kind: i % MAIN === 0 ? 'major_road' : 'minor_road' });
  const north = Array.from({ length: STREETS.lng + 1 }, (_, i) =>
    line([SHORE + i * BLOCK, SOUTH], [SHORE + i * BLOCK, NORTH], kind(i)),
  );
  const east = Array.from({ length: STREETS.lat + 1 }, (_, i) =>
    line([SHORE, SOUTH + i * BLOCK], [EAST, SOUTH + i * BLOCK], kind(i)),
  );
  return [...north, ...east];
}

/** A way around the lake, a motorway and a railway across the grid. */
function avenues(): Feature[] {
  const y = SOUTH + 10.5 * BLOCK;
  return [
    line([WEST, 30.265], [SHORE, 30.265], { kind: 'major_road' }),
    line([WEST, 30.224], [SHORE, 30.224], { kind: 'major_road' }),
    line([WEST + 0.002, SOUTH], [WEST + 0.002, NORTH], { kind: 'major_road' }),
    line([EAST - 0.01, SOUTH], [SHORE + 0.02, NORTH], { kind: 'highway' }),
    line([SHORE, y], [EAST, y + 0.02], { kind: 'rail' }),
  ];
}

/** Four houses of uneven depth in each block. */
function housesOf({ x, y, column, row }: Block): Feature[] {
  const depth = 0.24 + ((column * 7 + row * 5) % 4) * 0.04;
  return [0, 1].flatMap((right) =>
    [0, 1].map((upper) => {
      const left = x + (right ? 1 - GAP - depth : GAP) * BLOCK;
      const low = y + (upper ? 1 - GAP - depth : GAP) * BLOCK;
      return feature(rectangle(left, low, 0, depth), { kind: 'building' });
    }),
  );
}

function rectangle(x: number, y: number, from: number, to: number): Geometry {
  const [west, south, east, north] = [x + from * BLOCK, y + from * BLOCK, x + to * BLOCK, y + to * BLOCK];
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return { type: 'Polygon', coordinates: [ring] };
}

const feature = (geometry: Geometry, properties: object): Feature => ({ type: 'Feature', geometry, properties });
const line = (from: number[], to: number[], properties: object) =>
  feature({ type: 'LineString', coordinates: [from, to] }, properties);
const collect = (features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features });
