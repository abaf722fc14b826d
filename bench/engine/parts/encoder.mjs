import { fromGeojsonVt } from '@maplibre/vt-pbf';
import { decodeTile } from '../decode.mjs';
import { describe, median, timed } from '../stats.mjs';
import { createWorld, sample } from '../world.mjs';

const TILES = 1_000;
const ROUNDS = 5;
const EVERYTHING = { facets: {} };

/** The whole of `tile()`, counting and merging included, against vt-pbf writing the same features given to it. */
export function measure({ size }) {
  const world = createWorld(size);
  const index = world.index();
  const asked = sample(world.trace(100).requests, TILES).filter(([z, x, y]) => index.tile(EVERYTHING, z, x, y));
  const given = asked.map(([z, x, y]) => toLayers(index.tile(EVERYTHING, z, x, y)));
  const rounds = Array.from({ length: ROUNDS + 1 }, () => {
    const times = asked.map(([z, x, y], at) => [
      timed(() => index.tile(EVERYTHING, z, x, y))[0],
      timed(() => fromGeojsonVt(given[at], { version: 2, extent: 4096 }))[0],
    ]);
    return [0, 1].map((column) => describe(times.map((pair) => pair[column])));
    // The first round warms up.
  }).slice(1);
  return {
    engine: rounds[0][0],
    vtPbf: rounds[0][1],
    times: median(rounds.map(([ours, theirs]) => theirs.mean / ours.mean)),
  };
}

/** As geojson-vt would hand them over. */
function toLayers(bytes) {
  const layers = {};
  for (const { layer, id, x, y, properties } of decodeTile(bytes)) {
    layers[layer] ??= { features: [] };
    layers[layer].features.push({ type: 1, id, geometry: [[x, y]], tags: properties });
  }
  return layers;
}
