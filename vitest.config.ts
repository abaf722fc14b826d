import { defineConfig } from 'vitest/config';

const longRunning = { testTimeout: 120_000, hookTimeout: 240_000 };
// Properties are tried for a time: a test that has several of them needs more.
const propertyTimeout = 60_000 + 8 * Number(process.env['PROPERTY_MS'] ?? 500);
const setupFiles = ['./scripts/vitest/properties.ts'];

// A busy machine answers late: the second a poll has by default says nothing about the product.
const expect = { poll: { timeout: 15_000 } };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'tiles/src/**/*.test.ts',
            'server/src/{formats,contract,http}/**/*.test.ts',
            'server/src/{modules,settings}.test.ts',
            'web/src/**/*.test.ts',
            'seed/src/{demo,sources}/**/*.test.ts',
            'scripts/**/*.test.{mjs,ts}',
          ],
          testTimeout: propertyTimeout,
          setupFiles,
          expect,
        },
      },
      {
        test: {
          name: 'database',
          include: [
            'server/src/{db,catalogue,modules,testing,text-search}/**/*.test.ts',
            'server/src/{api,crowd,door,live,main,outage}.test.ts',
            'seed/src/**/*.test.ts',
          ],
          exclude: ['seed/src/{demo,sources}/**'],
          pool: 'forks',
          ...longRunning,
          testTimeout: 2 * propertyTimeout,
          setupFiles,
          expect,
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
          expect,
        },
      },
    ],
  },
});
