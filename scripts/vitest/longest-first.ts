import path from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest, longest first: begun last, one of these would keep a single worker busy at the end. */
const LONG = [
  'server/src/matrix.test.ts',
  'server/src/db/embedded/watchdog.test.ts',
  'server/src/main.test.ts',
  'server/src/catalogue/state.test.ts',
  'server/src/modules/imports/imports.test.ts',
  'server/src/modules/accounts/crowd.test.ts',
  'server/src/modules/jobs/jobs.test.ts',
  'seed/src/import/import.test.ts',
  'seed/src/import/round-trip.test.ts',
  'server/src/live.test.ts',
  'server/src/modules/find/pages.test.ts',
  'server/src/modules/search/counts.test.ts',
  'server/src/testing/power-cut.test.ts',
  'server/src/text-search/outage.test.ts',
  'server/src/text-search/meilisearch/follow.test.ts',
  'server/src/db/starting.test.ts',
  'server/src/db/embedded/guards.test.ts',
  ...[
    'pin-life',
    'frame',
    'details-first',
    'desk',
    'acting-for',
    'access-details',
    'access-lists',
    'details',
    'pages',
  ].map((name) => `web/e2e/${name}.test.ts`),
];

/** Files of a project in the order in which workers end together, also where no earlier run left its times. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { root } = this.ctx.config;
    const rank = ({ moduleId }: TestSpecification) => {
      const at = LONG.indexOf(path.relative(root, moduleId));
      return at < 0 ? LONG.length : at;
    };
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => rank(a) - rank(b));
  }
}
