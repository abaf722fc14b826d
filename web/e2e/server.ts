import type { TestProject } from 'vitest/node';
import { launchBrowser } from './browser.ts';
import { startServer } from './running.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the journeys find the app: http://127.0.0.1:12345 */
    origin: string;
    /** Where the journeys find the database of the app. */
    database: { url: string | null; dataDir: string };
    /** Where the journeys find the browser they share: ws://127.0.0.1:12346/… */
    browser: string;
  }
}

/** One server and one browser for all journeys; the server runs on TEST_DATABASE_URL or on a throw-away embedded database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const url = process.env.TEST_DATABASE_URL || null;
  const { origin, dataDir, stop } = await startServer({ DATABASE_URL: url ?? '' });
  const browser = await launchBrowser();
  project.provide('origin', origin);
  project.provide('database', { url, dataDir });
  project.provide('browser', browser.wsEndpoint());
  return async () => {
    await browser.close();
    await stop();
  };
}
