import { setImmediate as nextTurn } from 'node:timers/promises';

// Other requests wait no longer than this for their turn.
const SLICE_MS = 4;

/** Runs steps to their end and lets others have their turn in between. */
export async function runSliced<T>(steps: Generator<unknown, T>): Promise<T> {
  for (;;) {
    const until = performance.now() + SLICE_MS;
    do {
      const step = steps.next();
      if (step.done) return step.value;
    } while (performance.now() < until);
    await nextTurn();
  }
}
