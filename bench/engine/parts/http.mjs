import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Filters } from '../../../server/dist/contract/filters.js';
import { toWallMinutes } from '../../../server/dist/formats/shanghai-time.js';
import { resolveFilter } from '../../../server/dist/modules/search/filter.js';
import { TODAY } from '../../points/sessions.mjs';
import { measureHttp } from '../http.mjs';
import { sendLoad, toWire } from '../http-load.mjs';
import { median } from '../stats.mjs';
import { createWorld, sample } from '../world.mjs';
import { WrongAnswer } from '../wrong.mjs';

const TYPICAL = fileURLToPath(new URL('../http-typical.mjs', import.meta.url));
const RUNS = 5;
const CONNECTIONS = 32;

/** Requests per second of the product's own server, of node:http alone, and of table A behind node:http. */
export async function measure({ size, url, requests, seconds }) {
  const world = createWorld(size);
  const trace = world.trace(400);
  const asked = sample(trace.requests, requests).map(([z, x, y, number]) => {
    const filter = trace.filters[number];
    const path = `/tiles/learning/${z}/${x}/${y}.mvt${toQuery(filter, world.facets)}`;
    // The product leaves out what has ended.
    return [path, [z, x, y], { ...filter, notEndedOn: TODAY }];
  });
  const source = new URL(`../http-points.mjs?size=${size}`, import.meta.url).href;
  await check(asked, source, world);
  const ours = await measureHttp({ requests: asked.map(([path]) => path), source, seconds });
  return { ...ours, typical: url ? await measureTypical(url, asked, seconds) : null };
}

/** The words mean what the filter does: both keep equally many rows. Throws where they do not. */
async function check(asked, source, world) {
  const { live, clock } = await (await import(source)).openLive();
  const index = world.index();
  const byQuery = new Map(asked.map(([path, , filter]) => [path.split('?')[1] ?? '', filter]));
  for (const [query, filter] of byQuery) {
    const words = Filters.parse(Object.fromEntries(new URLSearchParams(query)));
    const resolved = resolveFilter(words, toWallMinutes(clock()), live.current);
    const [theirs, ours] = [live.current.index.totals(resolved).total, index.totals(filter).total];
    if (theirs !== ours) throw new WrongAnswer(`?${query} keeps ${theirs} rows, its filter ${ours}`);
  }
}

/** The filter in the words of the public interface. */
/** @param {import('../../../tiles/dist/index.js').Filter} filter */
function toQuery({ facets: chosen, slots }, facets) {
  const words = Object.entries(chosen).map(([name, ranges]) => [name, codesOf(ranges, facets[name]).join()]);
  if (slots) {
    const [[from, to]] = slots;
    words.push(['from', toDate(Math.floor(from / 3))], ['to', toDate(Math.ceil(to / 3) - 1)]);
    if (from % 3 === 2) words.push(['part', 'evening']);
  }
  return words.length ? `?${words.map((word) => word.join('=')).join('&')}` : '';
}

/** Codes whose subtrees make up the ranges. */
function codesOf(ranges, { values, ends }) {
  return ranges.flatMap(([from, to]) => {
    const codes = [];
    for (let at = from; at < to; at = ends?.[at] ?? at + 1) codes.push(values[at]);
    return codes;
  });
}

const toDate = (day) => new Date(day * 86_400_000).toISOString().slice(0, 10);

async function measureTypical(url, asked, seconds) {
  const child = fork(TYPICAL);
  try {
    child.send({ url, asked });
    const [{ port }] = await once(child, 'message');
    const wire = toWire(
      asked.map(([path]) => path),
      {},
    );
    const lengths = [];
    const runs = [];
    for (let run = 0; run <= RUNS; run++) {
      const { answers, seconds: taken } = await sendLoad({ port, wire, lengths, seconds, connections: CONNECTIONS });
      // The first run warms up.
      if (run > 0) runs.push(answers / taken);
    }
    return { perSecond: median(runs) };
  } finally {
    child.disconnect();
  }
}
