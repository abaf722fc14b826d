import { setTimeout as wait } from 'node:timers/promises';
import { describe, timedAsync } from '../engine/stats.mjs';

/** Hits of a first page. */
export const PAGE = 20;

/**
 * Keys of the first hits and milliseconds of every query; `ask` gives { keys, found }, `found` all matches there are.
 * A first round is for warmth; with no other the first is timed.
 */
export async function askAll(queries, ask, rounds = 1) {
  const first = await askOnce(queries, ask);
  const times = rounds === 0 ? first.times : [];
  for (let round = 0; round < rounds; round++) times.push(...(await askOnce(queries, ask)).times);
  return { answers: first.answers, times: describe(times) };
}

async function askOnce(queries, ask) {
  const answers = [];
  const times = [];
  for (const { q } of queries) {
    const [ms, { keys }] = await timedAsync(() => ask(q));
    answers.push(keys);
    times.push(ms);
  }
  return { answers, times };
}

/** What `build` makes, with its milliseconds and the bytes it keeps. Needs --expose-gc. */
export async function buildMeasured(build) {
  const before = await bytesTaken();
  const started = performance.now();
  const built = await build();
  const buildMs = performance.now() - started;
  return { built, buildMs, bytes: (await bytesTaken()) - before };
}

/** Buffers are given back by another thread some time after a collection. */
async function bytesTaken() {
  for (let round = 0; round < 5; round++) {
    globalThis.gc?.();
    await wait(100);
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
