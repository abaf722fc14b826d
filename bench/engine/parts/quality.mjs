import { tilesOf } from '../../points/mercator.mjs';
import { createFilters } from '../../points/trace.mjs';
import { decodeTile } from '../decode.mjs';
import { createWorld } from '../world.mjs';
import { WrongAnswer } from '../wrong.mjs';

const PROVINCE = [117.5, 26.5, 123.5, 31.8];
const ZOOMS = [5, 6, 7, 8, 9, 10, 11, 12, 13];
const NEAR = 40;
// Pixels of a tile, and units of its extent in one.
const [TILE, UNITS] = [512, 8];

/** Share of features nearer than 40 px to another, over the whole province, by zoom; counts are held against totals. */
export function measure({ size }) {
  const world = createWorld(size);
  const index = world.index();
  const [filter] = createFilters({ facets: world.facets, count: 1, seed: 31 });
  return Object.fromEntries(
    Object.entries({ everything: { facets: {} }, filtered: filter }).map(([name, asked]) => {
      const { total, unplaced } = index.totals(asked);
      return [name, ZOOMS.map((zoom) => shareOf(zoom, markersOf(index, asked, zoom), total - unplaced))];
    }),
  );
}

function shareOf(zoom, { markers, rows }, expected) {
  if (rows !== expected) throw new WrongAnswer(`zoom ${zoom}: ${rows} rows in tiles, ${expected} in totals`);
  return { zoom, features: markers.length, near: countNear(markers) / Math.max(1, markers.length) };
}

function markersOf(index, filter, zoom) {
  const [west, north, east, south] = tilesOf(zoom, PROVINCE);
  const markers = [];
  let rows = 0;
  for (let x = west; x <= east; x++) {
    for (let y = north; y <= south; y++) {
      for (const feature of decodeTile(index.tile(filter, zoom, x, y))) {
        markers.push([x * TILE + feature.x / UNITS, y * TILE + feature.y / UNITS]);
        rows += Number(feature.properties.point_count ?? 1);
      }
    }
  }
  return { markers, rows };
}

/** Looks only into the squares around each. */
function countNear(markers) {
  const squares = new Map();
  const keyOf = (column, line) => column * 2 ** 26 + line;
  const squareOf = ([x, y]) => [Math.floor(x / NEAR), Math.floor(y / NEAR)];
  for (const marker of markers) {
    const key = keyOf(...squareOf(marker));
    if (!squares.has(key)) squares.set(key, []);
    squares.get(key).push(marker);
  }
  const hasNear = (marker) => {
    const [column, line] = squareOf(marker);
    for (let at = 0; at < 9; at++) {
      const others = squares.get(keyOf(column - 1 + (at % 3), line - 1 + Math.floor(at / 3))) ?? [];
      const isNear = (other) => other !== marker && Math.hypot(other[0] - marker[0], other[1] - marker[1]) < NEAR;
      if (others.some(isNear)) return true;
    }
    return false;
  };
  return markers.filter(hasNear).length;
}
