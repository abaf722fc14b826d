import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from '../logger.ts';
import { StartupError } from '../startup-error.ts';
import { isRunning, nameSelf, parseName, sayProcess } from './process-name.ts';

const TRY_EVERY_MS = 20;
/** Removing takes milliseconds. */
const CLAIM_MS = 5_000;

export interface TakeoverOptions {
  logger: Logger;
  /** A file that nobody known to run wrote is left over when it stays as it is for so long. */
  strangerMs?: number;
  /** A takeover takes milliseconds: a running process that needs longer is stuck. */
  longestMs?: number;
}

/** Lets one process at a time look at the socket of a data directory and replace it; answers the way to let go. */
export async function takeOver(
  dataDir: string,
  { logger, strangerMs = 2_000, longestMs = 10_000 }: TakeoverOptions,
): Promise<() => Promise<void>> {
  const file = path.join(dataDir, 'takeover');
  const own = JSON.stringify({ ...nameSelf(), token: randomUUID() });
  let [seen, told] = ['', ''];
  let since = 0;
  for (;;) {
    if (await create(file, own)) return () => letGo(file, own);
    const found = await look(file);
    if (found === null) continue;
    if (found.mark !== seen) {
      seen = found.mark;
      since = performance.now();
    }
    const isNew = found.mark !== told;
    const holder = parseName(found.text);
    const waited = performance.now() - since;
    const runs = holder && isRunning(holder);
    if (runs === false || (!runs && waited > strangerMs)) {
      await remove(file, found.mark);
      await wait(1);
    } else if (waited > longestMs) {
      throw new StartupError(
        'in-use',
        `${sayProcess(holder)} has been taking over the data directory ${dataDir} for ${Math.round(waited / 1000)} s; stop it, then start again.`,
      );
    } else {
      if (isNew) {
        told = found.mark;
        const by = holder ? sayProcess(holder) : 'a process that left no name';
        logger.warn({ by, file }, 'another process takes over the data directory; waiting for it');
      }
      await wait(TRY_EVERY_MS);
    }
  }
}

async function create(file: string, text: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx');
    await handle.writeFile(text).finally(() => handle.close());
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw cause;
  }
}

/** What stands there and what tells it from another; null when it is gone. */
async function look(file: string): Promise<{ text: string; mark: string } | null> {
  try {
    const { ino, mtimeMs } = await stat(file);
    const text = await readFile(file, 'utf8').catch(() => '');
    return { text, mark: `${ino}/${mtimeMs}/${text}` };
  } catch {
    return null;
  }
}

async function letGo(file: string, own: string): Promise<void> {
  if ((await readFile(file, 'utf8').catch(() => '')) === own) await rm(file, { force: true });
}

/** One process at a time, told by the mark of what it removes: a file put there meanwhile has another. */
async function remove(file: string, mark: string): Promise<void> {
  const claim = `${file}.${createHash('sha256').update(mark).digest('hex').slice(0, 12)}`;
  if (!(await claimed(claim))) return;
  try {
    if ((await look(file))?.mark === mark) await rm(file, { recursive: true, force: true });
  } catch (cause) {
    throw new StartupError('not-writable', `The file ${file} cannot be removed; remove it, then start again.`, cause);
  } finally {
    await rm(claim, { recursive: true, force: true });
  }
}

async function claimed(claim: string): Promise<boolean> {
  try {
    await mkdir(claim);
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
    const made = await stat(claim).catch(() => null);
    // Whoever made it was killed at once.
    if (made && Date.now() - made.mtimeMs > CLAIM_MS) await rm(claim, { recursive: true, force: true });
    return false;
  }
}
