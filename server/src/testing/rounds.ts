import { randomInt } from 'node:crypto';

/** How long crashes and power cuts are tried, in ms; a round once begun ends. */
const BUDGET_MS = Number(process.env['ROUNDS_MS'] ?? 5_000);
const FEWEST_ROUNDS = 2;

/** Differs per run; PROPERTY_SEED gives it again. */
export const seed = Number(process.env['PROPERTY_SEED'] ?? randomInt(2 ** 31));

/** Runs rounds until the time is up; answers how many. */
export async function forRounds(run: (round: number) => Promise<void>): Promise<number> {
  const until = performance.now() + BUDGET_MS;
  let round = 0;
  while (round < FEWEST_ROUNDS || performance.now() < until) await run(round++);
  return round;
}

/** Numbers from 0 to 1, 1 not included (mulberry32 by Tommy Ettinger). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
