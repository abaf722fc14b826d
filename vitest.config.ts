import { configDefaults, defineConfig } from 'vitest/config';
import { chosenDatabaseTests, databaseTests } from './scripts/vitest/kinds.ts';
import { LongestFirst } from './scripts/vitest/longest-first.ts';

const longRunning = { testTimeout: 120_000, hookTimeout: 240_000 };
// Properties are tried for a time: a test that has several of them needs more.
const propertyTimeout = 60_000 + 8 * Number(process.env['PROPERTY_MS'] ?? 500);
const setupFiles = ['./scripts/vitest/properties.ts'];

// A busy machine answers late: the second a poll has by default says nothing about the product.
const expect = { poll: { timeout: 15_000 } };
// A list that is not as expected is told whole.
const chaiConfig = { truncateThreshold: 1000 };

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{tiles,server,web,seed}/src/**/*.test.ts', 'scripts/**/*.test.{mjs,ts}', 'bench/**/*.test.mjs'],
          exclude: [...configDefaults.exclude, ...databaseTests],
          isolate: false, // what they share is imported once; a file leaves no globals behind
          testTimeout: propertyTimeout,
          setupFiles,
          expect,
          chaiConfig,
        },
      },
      {
        test: {
          name: 'database',
          include: chosenDatabaseTests(),
          pool: 'forks',
          // One process for many files: what they share is imported once, and the code of the database compiled once.
          isolate: false,
          testTimeout: 2 * propertyTimeout,
          hookTimeout: 240_000,
          setupFiles,
          expect,
          chaiConfig,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['web/e2e/**/*.test.ts'],
          globalSetup: './web/e2e/server.ts',
          pool: 'forks',
          isolate: false, // a worker keeps its browser
          ...longRunning,
          // Counted, named and limited by scripts/steps.mjs: docs/testing.md.
          retry: 1,
          expect,
          chaiConfig,
        },
      },
    ],
  },
});
