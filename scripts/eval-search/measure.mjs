import { describe } from '../bench/stats.mjs';

/** Hits of a first page. */
export const PAGE = 20;

/** Keys of the first hits and milliseconds of every query; `ask` gives { keys, found }, `found` all matches there are. */
export async function askAll(queries, ask, rounds = 1) {
  const answers = [];
  const times = [];
  // Once round for warmth, not timed.
  for (const { q } of queries) answers.push((await ask(q)).keys);
  for (let round = 0; round < rounds; round++) {
    for (const { q } of queries) {
      const started = performance.now();
      await ask(q);
      times.push(performance.now() - started);
    }
  }
  return { answers, times: describe(times) };
}

/** What `build` makes, with its milliseconds and the bytes it keeps. Needs --expose-gc. */
export async function buildMeasured(build) {
  const before = bytesTaken();
  const started = performance.now();
  const built = await build();
  const buildMs = performance.now() - started;
  return { built, buildMs, bytes: bytesTaken() - before };
}

export function bytesTaken() {
  for (let round = 0; round < 4; round++) globalThis.gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
