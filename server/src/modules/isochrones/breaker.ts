const MOST_FAILURES = 3;
const REST_MS = 30_000;

export class Resting extends Error {}

/** Runs what may fail; after three failures in a row it rests, then one call tries again. */
export function createBreaker(clock: () => number = () => performance.now()) {
  let failures = 0;
  let restsUntil = 0;

  return async function run<T>(work: () => Promise<T>): Promise<T> {
    if (failures >= MOST_FAILURES) {
      if (clock() < restsUntil) throw new Resting('resting after failures');
      restsUntil = clock() + REST_MS;
    }
    try {
      const result = await work();
      failures = 0;
      return result;
    } catch (cause) {
      failures++;
      restsUntil = clock() + REST_MS;
      throw cause;
    }
  };
}
