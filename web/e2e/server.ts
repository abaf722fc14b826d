import type { TestProject } from 'vitest/node';
import { startServer } from './running.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the journeys find the app: http://127.0.0.1:12345 */
    origin: string;
    /** Where the journeys find the database of the app. */
    database: { url: string | null; dataDir: string };
  }
}

/** One server for all journeys; it runs on TEST_DATABASE_URL or on a throw-away embedded database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const url = process.env.TEST_DATABASE_URL || null;
  const { origin, dataDir, stop } = await startServer({ DATABASE_URL: url ?? '' });
  project.provide('origin', origin);
  project.provide('database', { url, dataDir });
  return stop;
}
