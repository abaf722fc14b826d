import { createGate } from '../../crypto/gate.ts';
import { Abandoned } from '../../errors.ts';

const inTurn = createGate(6);

/**
 * Of those who come at once so many are let in at a time: nobody waits for a connection longer than it is waited for.
 * Who has gone when their turn comes is left out: nothing is opened for nobody. Throws Abandoned.
 */
export const atTheDoor = <T>({ isGone }: { isGone(): boolean }, run: () => Promise<T>): Promise<T> =>
  inTurn(() => (isGone() ? Promise.reject(new Abandoned()) : run()));
