import { readlinkSync } from 'node:fs';
import { constants, setPriority } from 'node:os';

/** Lets the threads that answer go before this one, where the system has priorities of threads (Linux). */
export function stepBack(): void {
  try {
    const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1));
    setPriority(thread, constants.priority.PRIORITY_LOW);
  } catch {
    // Elsewhere all threads are equal.
  }
}
