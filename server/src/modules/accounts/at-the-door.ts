import { setTimeout as wait } from 'node:timers/promises';
import { createGate } from '../../crypto/gate.ts';
import { Abandoned } from '../../errors.ts';

const inTurn = createGate(2);
/** In a crowd, at most; ms. */
const LONGEST_REST_MS = 30;
let waiting = 0;

/**
 * Of those who come at once two are let in at a time, and after each the map is left twice the time it took: many who
 * sign in slow it for nobody. Who has gone when their turn comes is left out. Throws Abandoned.
 */
export function atTheDoor<T>({ isGone }: { isGone: () => boolean }, run: () => Promise<T>): Promise<T> {
  waiting++;
  return new Promise<T>((resolve, reject) => {
    void inTurn(async () => {
      waiting--;
      const began = performance.now();
      // What it throws before it promises anything is refused too.
      const running = (async () => {
        if (isGone()) throw new Abandoned();
        return run();
      })();
      await running.then(resolve, reject);
      // The answer is on its way already.
      if (waiting > 0) await wait(Math.min(2 * (performance.now() - began), LONGEST_REST_MS));
    });
  });
}
