import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { threadId } from 'node:worker_threads';

export const repositoryCache = fileURLToPath(new URL('../../../../node_modules/.cache/zlm', import.meta.url));

/** Makes the directory `target` appear whole or not at all, however the process ends. */
export async function publishDirectory(target: string, fill: (staging: string) => Promise<void>): Promise<void> {
  if (existsSync(target)) return;
  const staging = `${target}.${process.pid}.${threadId}`;
  await rm(staging, { recursive: true, force: true });
  await mkdir(path.dirname(target), { recursive: true });
  try {
    await fill(staging);
    await rename(staging, target);
  } catch (cause) {
    await rm(staging, { recursive: true, force: true });
    if (!existsSync(target)) throw cause;
  }
}

/** The directory `name` in the first of `folders` that has it or can be written. */
export async function findOrMake(
  folders: string[],
  name: string,
  fill: (staging: string) => Promise<void>,
): Promise<string> {
  const found = folders.map((folder) => path.join(folder, name)).find((directory) => existsSync(directory));
  if (found) return found;
  let refusal: unknown = new Error('no folder for a cache was given');
  for (const folder of folders) {
    const directory = path.join(folder, name);
    try {
      await publishDirectory(directory, fill);
      return directory;
    } catch (cause) {
      if (!UNWRITABLE.has((cause as NodeJS.ErrnoException).code ?? '')) throw cause;
      refusal = cause;
    }
  }
  throw refusal;
}

const UNWRITABLE = new Set(['EACCES', 'EPERM', 'EROFS']);
