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
