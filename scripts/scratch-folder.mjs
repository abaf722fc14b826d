import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

const IN_MEMORY = '/dev/shm';
/** Databases of tests are small, but there may be a dozen at a time. */
const ROOM_BYTES = 2 * 1024 ** 3;

/** Where databases lie that are thrown away: in memory, where creating and syncing files costs nothing, if it has room. */
export function scratchFolder() {
  if (process.env.TMPDIR) return process.env.TMPDIR;
  try {
    const { bavail, bsize } = statfsSync(IN_MEMORY);
    if (bavail * bsize > ROOM_BYTES) return IN_MEMORY;
  } catch {
    // No such folder outside Linux.
  }
  return tmpdir();
}
