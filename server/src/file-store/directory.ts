import { randomBytes } from 'node:crypto';
import { access, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checkName, type FileStore } from './port.ts';

const isMissing = (cause: unknown) => (cause as NodeJS.ErrnoException).code === 'ENOENT';

/** Below one folder, which every process of a server must reach. */
export function openDirectory(root: string): FileStore {
  const at = (name: string) => join(root, checkName(name));
  return {
    async put(name, bytes) {
      const file = at(name);
      if (await isThere(file)) return;
      await mkdir(dirname(file), { recursive: true });
      await writeWhole(file, bytes);
    },
    open: (name) =>
      readFile(at(name)).catch((cause: unknown) => {
        if (isMissing(cause)) return null;
        throw cause;
      }),
    remove: (name) => rm(at(name), { force: true }),
  };
}

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

/** On the disk before it has its name: a power cut leaves all of it or none. */
async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    const handle = await open(draft, 'wx', 0o640);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
  } catch (cause) {
    await rm(draft, { force: true });
    throw cause;
  }
  await syncFolder(dirname(file));
}

/** Windows opens no folders, and keeps names by itself. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder).catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
