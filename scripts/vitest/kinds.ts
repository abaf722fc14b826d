import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOMS = ['server/src', 'seed/src'];
/** Rooms whose tests are about the database itself. */
const ABOUT_DATABASES = /^server\/src\/(db|testing)\//;
/** What a test imports that opens a database, or starts a program that may. */
const OPENS_ONE = /from '(node:child_process|.*\/testing\/(database|people|program|running|seeded|text-engines)\.ts)'/;

/** The tests of server and seed that work on a database; all others are pure, or have their own small servers. */
export const databaseTests: string[] = ROOMS.flatMap((room) =>
  readdirSync(room, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => path.posix.join(room, file))
    .filter((file) => ABOUT_DATABASES.test(file) || OPENS_ONE.test(readFileSync(file, 'utf8'))),
).sort();
