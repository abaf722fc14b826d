import { createGate } from '../../crypto/gate.ts';

/** Of those who come at once so many are let in at a time: nobody waits for a connection longer than it is waited for. */
export const atTheDoor = createGate(6);
