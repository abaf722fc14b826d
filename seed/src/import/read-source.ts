import { readFile, stat } from 'node:fs/promises';
import { BrokenFile, MAX_BYTES } from '@zlm/server/intake/broken-file';

/** Throws `BrokenFile`. */
export async function readSource(file: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(file);
    if (size > MAX_BYTES) throw new BrokenFile('too-big');
    return await readFile(file);
  } catch (cause) {
    if (cause instanceof BrokenFile) throw cause;
    const { code, message } = cause as NodeJS.ErrnoException;
    throw code === 'ENOENT' ? new BrokenFile('not-found', file) : new BrokenFile('unreadable', message);
  }
}
