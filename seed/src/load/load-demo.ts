import type pg from 'pg';
import { dayText } from '../demo/calendar.ts';
import type { DemoOptions } from '../demo/base.ts';
import type { Report } from '../progress.ts';
import { inBulk } from './bulk.ts';
import { copyBatches } from './copy-batches.ts';
import { createDemo } from './demo.ts';
import { reserveIds } from './ids.ts';
import { removeDemo } from './remove-demo.ts';
import { findRun, recordRun } from './runs.ts';
import { listLoads } from './steps.ts';
import { verifyReferences } from './verify.ts';

const RUN = 'demo';

export interface LoadOptions extends DemoOptions {
  /** Take out a demo that is there. */
  replace?: boolean;
}

export interface DemoLoad {
  /** Null: the demo was there already, `present` says which. */
  rows: Record<string, number> | null;
  present: Record<string, unknown>;
}

/** Loads the demo in one transaction, unless one is there. A loader that was killed leaves nothing behind. */
export async function loadDemo(client: pg.ClientBase, options: LoadOptions, report: Report): Promise<DemoLoad> {
  const present = await findRun(client, RUN);
  if (present && !options.replace) return { rows: null, present };
  await removeDemo(client);
  const demo = createDemo(options);
  const idsOf = await reserveIds(client, demo);
  const parameters = { scale: options.scale, asOf: dayText(options.asOf) };
  const rows = await inBulk(client, async (skipped) => {
    const counts: Record<string, number> = {};
    for (const { step, table, rows, total } of listLoads(demo, idsOf)) {
      if (total) report(step, 0, total);
      counts[table] = await copyBatches(client, table, rows, (done) => total && report(step, done, total));
    }
    report('finish', 0, 1);
    if (skipped) await verifyReferences(client, Object.keys(counts));
    await recordRun(client, RUN, parameters);
    return counts;
  });
  report('finish', 1, 1);
  return { rows, present: parameters };
}
