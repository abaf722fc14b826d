import { open, rm, statfs } from 'node:fs/promises';
import path from 'node:path';

/** Free bytes below which a full disk stays full: some segments of the log. */
const ROOM_BYTES = 16 * 1024 * 1024;

const REASONS: Record<string, string> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EROFS: 'read-only',
  EIO: 'file-error',
  EFBIG: 'file-error',
};

/** A word for what keeps files from being written; null when `code` says something else. */
export const reasonOf = (code: string | null): string | null => (code && REASONS[code]) ?? null;

/** Null when `directory` takes files again, else the code of what is wrong. */
export async function probeStorage(directory: string): Promise<string | null> {
  const file = path.join(directory, 'probe');
  try {
    const { bavail, bsize } = await statfs(directory);
    if (bavail * bsize < ROOM_BYTES) return 'ENOSPC';
    const handle = await open(file, 'w', 0o600);
    try {
      await handle.write(Buffer.alloc(8192, 1));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rm(file);
    return null;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code ?? 'EIO';
  }
}
