import { FeatureIndex } from '../../../tiles/dist/index.js';
import { mulberry32 } from '../../points/random.mjs';
import { moved, rowAt, withOtherFacets } from '../rows.mjs';
import { createWorld, sample } from '../world.mjs';

const WATCHED = 4_000;
const EDITS = 25;
// Ids of rows that are added begin here.
const ADDED = 1_000_000_000;

/**
 * Watches 4,000 tiles through random edits. Stale: the version did not rise and the bytes are others, or the bytes
 * differ from those of an index loaded afresh.
 */
export function measure({ size, rounds }) {
  const world = createWorld(size);
  const index = world.index();
  const random = mulberry32(77);
  const rows = Array.from({ length: size }, (_, row) => rowAt(world.columns, row));
  const { filters, requests } = world.trace(400);
  const watched = sample(requests, WATCHED).map(([z, x, y, filter]) => {
    const tile = { z, x, y, filter: filters[filter] };
    return { ...tile, bytes: tileOf(index, tile), version: index.tileVersion(z, x, y) };
  });
  const edit = editMaker(random, rows, world.facets);
  const result = { watched: watched.length, edits: 0, changed: 0, kept: 0, stale: 0 };
  for (let round = 0; round < rounds; round++) {
    for (let at = 0; at < EDITS; at++) index.apply(edit());
    result.edits += EDITS;
    for (const tile of watched) look(index, tile, result);
    if (round === rounds >> 1 || round === rounds - 1) result.stale += countUnlikeFresh(world.schema, rows, watched);
  }
  if (result.changed === 0) throw new Error('no watched tile changed');
  return result;
}

const tileOf = (index, { z, x, y, filter }) => index.tile(filter, z, x, y)?.slice() ?? null;
const isSame = (a, b) => (a === null || b === null ? a === b : Buffer.compare(a, b) === 0);

function look(index, tile, result) {
  const version = index.tileVersion(tile.z, tile.x, tile.y);
  const bytes = tileOf(index, tile);
  const same = isSame(bytes, tile.bytes);
  if (version === tile.version) result[same ? 'kept' : 'stale']++;
  else if (!same) result.changed++;
  Object.assign(tile, { bytes, version });
}

/** Edits that `rows` has gone through already. */
function editMaker(random, rows, facets) {
  let nextId = ADDED;
  return () => {
    const at = Math.floor(random() * rows.length);
    const choice = random();
    if (choice < 0.1) {
      const [row] = rows.splice(at, 1);
      return { upsert: [], remove: [row.id] };
    }
    if (choice < 0.2) {
      const row = moved(random, { ...rows[at], id: nextId++ });
      rows.push(row);
      return { upsert: [row], remove: [] };
    }
    rows[at] = choice < 0.6 ? withOtherFacets(random, rows[at], facets) : moved(random, rows[at]);
    return { upsert: [rows[at]], remove: [] };
  };
}

function countUnlikeFresh(schema, rows, watched) {
  const fresh = new FeatureIndex(schema);
  fresh.load(rows);
  return watched.filter((tile) => !isSame(tileOf(fresh, tile), tile.bytes)).length;
}
