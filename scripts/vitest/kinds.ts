import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOMS = ['server/src', 'seed/src'];
/** Rooms whose tests are about the database itself. */
const ABOUT_DATABASES = /^server\/src\/(db|testing)\//;
/** What a test imports that opens a database, or starts a program that may. */
const OPENS_ONE = /from '(node:child_process|.*\/testing\/(database|people|program|running|seeded|text-engines)\.ts)'/;

/** What a test imports that opens the database of `TEST_DATABASE_URL`, or an embedded one where there is none. */
const OPENS_EITHER = /from '(.*\/testing|\.)\/(database|people|running|seeded|text-engines)\.ts'/;

/** The tests of server and seed that work on a database; all others are pure, or have their own small servers. */
export const databaseTests: string[] = ROOMS.flatMap((room) =>
  readdirSync(room, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => path.posix.join(room, file))
    .filter((file) => ABOUT_DATABASES.test(file) || OPENS_ONE.test(readFileSync(file, 'utf8'))),
).sort();

/** What kills, starves, crowds or deceives a server, or walks all of something, takes long: a step of its own, which `npm test` leaves out. */
const ORDEALS = [
  'seed/src/accounts-import/accounts-import.test.ts',
  'seed/src/import/round-trip.test.ts',
  'seed/src/load/demo-in-database.test.ts',
  'server/src/catalogue/state.test.ts',
  'server/src/crowd.test.ts',
  'server/src/db/embedded/guards.test.ts',
  'server/src/db/embedded/watchdog.test.ts',
  'server/src/db/refusals.test.ts',
  'server/src/db/starting.test.ts',
  'server/src/live.test.ts',
  'server/src/main.test.ts',
  'server/src/matrix.test.ts',
  'server/src/modules/accounts/crowd.test.ts',
  'server/src/modules/find/pages.test.ts',
  'server/src/modules/imports/imports.test.ts',
  'server/src/modules/jobs/jobs.test.ts',
  'server/src/modules/jobs/processes.test.ts',
  'server/src/modules/passkeys/browser.test.ts',
  'server/src/modules/privacy/erasure.test.ts',
  'server/src/modules/sign-on/sign-on.test.ts',
  'server/src/outage.test.ts',
  'server/src/testing/crash.test.ts',
  'server/src/testing/power-cut.test.ts',
  'server/src/text-search/http.test.ts',
  'server/src/text-search/meilisearch/follow.test.ts',
  'server/src/text-search/outage.test.ts',
];

/** Those that `DATABASE_TESTS` names: `core`, `ordeals`, or else all. */
export function chosenDatabaseTests(which = process.env['DATABASE_TESTS']): string[] {
  const missing = ORDEALS.filter((file) => !databaseTests.includes(file));
  if (missing.length > 0) throw new Error(`no such test: ${missing.join(', ')}`);
  const isOnServer = Boolean(process.env['TEST_DATABASE_URL']);
  // What is about the embedded database alone says the same again.
  const tests = isOnServer
    ? databaseTests.filter((file) => OPENS_EITHER.test(readFileSync(file, 'utf8')))
    : databaseTests;
  if (which === 'ordeals') return tests.filter((file) => ORDEALS.includes(file));
  return which === 'core' ? tests.filter((file) => !ORDEALS.includes(file)) : tests;
}
