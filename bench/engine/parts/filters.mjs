import { createFilters } from '../../points/trace.mjs';
import { describe, median, slices, timed } from '../stats.mjs';
import { buildClusters, clusterTile, toGeoJson, toSlots } from '../supercluster.mjs';
import { createWorld, sample } from '../world.mjs';

const FILTERS = 250;
const WARM_UP = 60;
const WALKS = 100;
const READY_TILES = 1_000;

/** A filter nobody asked for before: what it costs the engine beside the tile, and supercluster to build anew. */
export function measure({ size, rebuilds }) {
  const world = createWorld(size);
  const index = world.index();
  const { requests } = world.trace(WALKS);
  const filters = createFilters({ facets: world.facets, count: FILTERS, seed: 4242 });
  const tiles = sample(
    requests.filter(([z]) => z >= 8 && z <= 12),
    FILTERS,
  );
  askAll(index, createFilters({ facets: world.facets, count: WARM_UP, seed: 11 }), tiles);
  index.loadColumns(world.columns);
  const asked = askAll(index, filters, tiles);
  const peer = superclusterTimes(world, filters.slice(0, rebuilds), requests);
  const parts = asked.map(({ part }) => part);
  const [ours, theirs] = [slices(parts).map(describe), slices(peer.rebuilds).map(describe)];
  return {
    part: describe(parts),
    first: describe(asked.map(({ first }) => first)),
    rebuild: describe(peer.rebuilds),
    times: median(theirs.map(({ mean }, at) => mean / ours[at].mean)),
    ready: { supercluster: describe(peer.tiles), engine: describe(engineTimes(index, peer.asked)) },
  };
}

/** The filter part: the first tile under a filter less the same tile again. */
function askAll(index, filters, tiles) {
  return filters.map((filter, at) => {
    const [z, x, y] = tiles[at % tiles.length];
    const again = () => timed(() => index.tile(filter, z, x, y))[0];
    const first = again();
    return { first, part: Math.max(0, first - Math.min(again(), again(), again())) };
  });
}

function superclusterTimes({ columns }, filters, requests) {
  const features = toGeoJson(columns);
  const slots = toSlots(columns.sessions);
  // Once for the code to be warm.
  buildClusters(features, columns, slots, filters[0]);
  const rebuilds = filters.map((filter) => timed(() => buildClusters(features, columns, slots, filter))[0]);
  const clusters = buildClusters(features, columns, slots, { facets: {} });
  const asked = sample(
    requests.filter(([z, , , filter]) => filter === 0 && z <= 13),
    READY_TILES,
  );
  for (const tile of asked.slice(0, 100)) clusterTile(clusters, tile);
  return { rebuilds, asked, tiles: asked.map((tile) => timed(() => clusterTile(clusters, tile))[0]) };
}

function engineTimes(index, asked) {
  return asked.map(([z, x, y]) => timed(() => index.tile({ facets: {} }, z, x, y))[0]);
}
