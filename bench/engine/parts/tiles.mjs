import pg from 'pg';
import { tileBbox } from '../../points/mercator.mjs';
import { rowsInBaseline, rowsInTile } from '../decode.mjs';
import { describe, median, ratiosOf, timed, timedAsync } from '../stats.mjs';
import { typicalTile, tunedTile } from '../tile-sql.mjs';
import { createWorld, sample } from '../world.mjs';
import { WrongAnswer } from '../wrong.mjs';

const POINT_ZOOM = 14;
const WALKS = 400;
const RUNS = 5;
// Degrees: && compares boxes rounded to single precision, so A also takes what is two metres beyond the edge.
const BLUR = 2e-5;

/** Five runs, each of a trace of its own through table A, table B and the engine, request by request. */
export async function measure({ size, url, requests, checks, warmUp }) {
  const world = createWorld(size);
  const index = world.index();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await run(index, client, sampleTrace(world, warmUp, 99));
    const traces = Array.from({ length: RUNS }, (_, at) => sampleTrace(world, requests, 777 + at));
    const runs = [];
    for (const trace of traces) {
      // Loaded again the engine knows no filter any more; only the code stays warm.
      index.loadColumns(world.columns);
      runs.push(await run(index, client, trace));
    }
    const asked = traces.flatMap((trace) => trace.requests);
    return {
      ...describeAll(runs),
      checked: await check(index, client, traces[0], checks),
      filtered: asked.filter(([, , , filter]) => filter > 0).length / asked.length,
      filters: median(traces.map((trace) => new Set(trace.requests.map(([, , , filter]) => filter)).size)),
    };
  } finally {
    await client.end();
  }
}

function sampleTrace(world, count, seed) {
  const { filters, requests } = world.trace(WALKS, seed);
  return { filters, requests: sample(requests, count) };
}

async function run(index, client, { filters, requests }) {
  const times = {
    typical: /** @type {number[]} */ ([]),
    tuned: /** @type {number[]} */ ([]),
    engine: /** @type {number[]} */ ([]),
  };
  for (const [z, x, y, number] of requests) {
    const filter = filters[number];
    const typical = typicalTile([z, x, y], filter);
    const tuned = tunedTile([z, x, y], filter);
    times.typical.push((await timedAsync(() => client.query(typical)))[0]);
    times.tuned.push((await timedAsync(() => client.query(tuned)))[0]);
    times.engine.push(timed(() => index.tile(filter, z, x, y))[0]);
  }
  return times;
}

function describeAll(runs) {
  const all = (name) => describe(runs.flatMap((times) => times[name]));
  const over = (name) => ratiosOf(runs.map((times) => ({ theirs: times[name], ours: times.engine })));
  return {
    typical: all('typical'),
    tuned: all('tuned'),
    engine: all('engine'),
    overTypical: over('typical'),
    overTuned: over('tuned'),
  };
}

/** Filters mean the same everywhere: the rows of a tile are equally many. Throws where they are not. */
async function check(index, client, { filters, requests }, checks) {
  const checked = sample(requests, checks);
  for (const [z, x, y, number] of checked) {
    const filter = filters[number];
    const inView = (bbox) => index.totals(filter, bbox).inView;
    const rowsOf = async (query) => rowsInBaseline((await client.query(query)).rows[0].mvt);
    const tile = tileBbox(z, x, y);
    const counts = {
      engine: inView(tile),
      atMost: inView(widen(tile)),
      typical: await rowsOf(typicalTile([z, x, y], filter)),
      tuned: await rowsOf(tunedTile([z, x, y], filter)),
      // Below, a cluster at the edge may take rows from the tile beside it.
      ...(z >= POINT_ZOOM && { tile: rowsInTile(index.tile(filter, z, x, y)) }),
    };
    const { engine, atMost, typical, tuned, tile: inTile = engine } = counts;
    if (tuned !== engine || inTile !== engine || typical < engine || typical > atMost) {
      throw new WrongAnswer(`tile ${z}/${x}/${y}, ${JSON.stringify(filter)}: rows differ: ${JSON.stringify(counts)}`);
    }
  }
  return checked.length;
}

const widen = ([west, south, east, north]) => [west - BLUR, south - BLUR, east + BLUR, north + BLUR];
