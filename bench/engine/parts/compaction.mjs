import { setImmediate as nextTurn } from 'node:timers/promises';
import { mulberry32 } from '../../points/random.mjs';
import { compact } from '../../../server/dist/catalogue/index-thread.js';
import { moved, rowAt, withOtherFacets } from '../rows.mjs';
import { describe } from '../stats.mjs';
import { createWorld, sample } from '../world.mjs';
import { WrongAnswer } from '../wrong.mjs';

const CHECKED = 300;
const WARM_UP = 2_000;
// Rows of one change, as the server applies them.
const AT_ONCE = 64;

/**
 * Rows are compacted as the server does it, in another thread, while tiles are asked for one by one: how long each turn
 * of the event loop takes. `calm` is the same without a compaction.
 */
export async function measure({ size, changes, rounds }) {
  const world = createWorld(size);
  const index = world.index();
  // The text of the old rows is of no account here, that of the new ones is.
  index.loadText(() => undefined);
  const { filters, requests } = world.trace(400);
  const asked = sample(requests, 20_000).map(([z, x, y, filter]) => [filters[filter], z, x, y]);
  const server = tileServer(index, asked);
  await server.until(nTurns(WARM_UP));
  const calm = await server.until(nTurns(WARM_UP));
  const stalls = [];
  const taken = [];
  for (let round = 0; round < rounds; round++) {
    change(index, world, changes, mulberry32(round + 1));
    const before = answers(index, asked);
    const begun = performance.now();
    stalls.push(await server.until(compact(index)));
    taken.push(performance.now() - begun);
    if (index.recentCount !== 0) throw new WrongAnswer(`${index.recentCount} rows were not compacted`);
    if (!answers(index, asked).equals(before)) throw new WrongAnswer('tiles differ after a compaction');
  }
  const all = stalls.flat();
  return { changes, stall: describe(all), calm: describe(calm), ms: Math.max(...taken) };
}

/** Resolves after some turns. */
async function nTurns(count) {
  for (let turn = 0; turn < count; turn++) await nextTurn();
}

/** A tile in each turn of the event loop, and the milliseconds of every turn. */
function tileServer(index, asked) {
  let at = 0;
  return {
    async until(done) {
      let isDone = false;
      const end = done.finally(() => (isDone = true));
      const turns = [];
      for (let last = performance.now(); !isDone;) {
        index.tile(...asked[at++ % asked.length]);
        await nextTurn();
        const now = performance.now();
        turns.push(now - last);
        last = now;
      }
      await end;
      return turns;
    },
  };
}

function change(index, { columns, facets }, changes, random) {
  for (let done = 0; done < changes; done += AT_ONCE) {
    const rows = new Map();
    while (rows.size < Math.min(AT_ONCE, changes - done)) {
      const row = rowAt(columns, Math.floor(random() * columns.count));
      const edited = random() < 0.5 ? withOtherFacets(random, row, facets) : moved(random, row);
      rows.set(row.id, { ...edited, text: textOf(row.id) });
    }
    index.apply({ upsert: [...rows.values()], remove: [] });
  }
}

function textOf(id) {
  const title = `书法公益课第${id}期`;
  return { title, organiser: '杭州市西湖区文新街道社区学校', topic: '艺术 书法', place: '文新街道', description: '' };
}

function answers(index, asked) {
  return Buffer.concat(sample(asked, CHECKED).map((tile) => index.tile(...tile) ?? new Uint8Array(1)));
}
