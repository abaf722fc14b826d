/** Faults that a test sets off in a running worker, one place each; 0 is none. No setting reaches them. */
export const FAULT = { logWrite: 0, dataWrite: 1, sync: 2, loop: 3, rewrite: 4, idleLoop: 5, memory: 6 } as const;
export const FAULT_COUNT = 7;
export type Faults = Int32Array<SharedArrayBuffer>;

export const createFaults = (): Faults =>
  new Int32Array(new SharedArrayBuffer(FAULT_COUNT * Int32Array.BYTES_PER_ELEMENT));

export const isSet = (faults: Faults | null, place: number): number => (faults ? Atomics.load(faults, place) : 0);
