import type { TestProject } from 'vitest/node';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeSignOnFile } from '../../server/src/stand-in/settings-file.ts';
import { startStandIn } from '../../server/src/stand-in/sign-on.ts';
import { findFreePort, startServer } from './running.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the journeys find the app: http://127.0.0.1:12345 */
    origin: string;
    /** Where the journeys find the database of the app. */
    database: { url: string | null; dataDir: string };
    /** Where the app may read a feed from that a journey serves. */
    feedPort: number;
  }
}

/** One server for all journeys; it runs on TEST_DATABASE_URL or on a throw-away embedded database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const url = process.env.TEST_DATABASE_URL || null;
  const standIn = await startStandIn();
  const folder = await mkdtemp(join(tmpdir(), 'zlm-stand-in-'));
  const SIGN_ON_FILE = await writeSignOnFile(standIn, folder);
  const feedPort = await findFreePort();
  const SOURCE_ORIGINS = `http://127.0.0.1:${feedPort}`;
  const { origin, dataDir, stop } = await startServer({ DATABASE_URL: url ?? '', SIGN_ON_FILE, SOURCE_ORIGINS });
  project.provide('feedPort', feedPort);
  project.provide('origin', origin);
  project.provide('database', { url, dataDir });
  return async () => {
    await stop();
    await standIn.close();
    await rm(folder, { recursive: true });
  };
}
