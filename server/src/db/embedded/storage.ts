import { closeSync, fsyncSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import path from 'node:path';

/** Free bytes below which nothing is written again after a full disk: some segments of the log. */
export const ROOM_BYTES = 16 * 1024 * 1024;

/** A word for what keeps files from being written. */
export function reasonOf(code: string | null): string {
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'disk-full';
  return code === 'EROFS' ? 'read-only' : 'file-error';
}

/** Null when `directory` takes files again, else the code of what is wrong. */
export function probeStorage(directory: string): string | null {
  const file = path.join(directory, 'probe');
  try {
    const { bavail, bsize } = statfsSync(directory);
    if (bavail * bsize < ROOM_BYTES) return 'ENOSPC';
    const descriptor = openSync(file, 'w', 0o600);
    try {
      writeSync(descriptor, Buffer.alloc(8192, 1));
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    return null;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code ?? 'EIO';
  } finally {
    rmSync(file, { force: true });
  }
}
