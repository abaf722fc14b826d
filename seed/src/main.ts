import { parseArgs } from 'node:util';
import { readConfig } from '@zlm/server/config';
import { runCommand, say } from './command.ts';
import { withDatabase } from './connection.ts';
import { parseDay } from './demo/calendar.ts';
import type { DemoOptions } from './demo/base.ts';
import { writeExport } from './export.ts';
import { loadDemo } from './load/load-demo.ts';
import { loadReference } from './load/load-reference.ts';
import { removeDemo } from './load/remove-demo.ts';
import { createReport } from './progress.ts';

const USAGE = `usage: main.js reference
       main.js demo [--scale 1] [--as-of 2026-11-28] [--replace]
       main.js remove-demo
       main.js export <folder> [--scale 1] [--as-of 2026-11-28]`;

const report = createReport();

await runCommand(run);
// The channel to the server would keep this process alive.
process.disconnect?.();

async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { scale: { type: 'string' }, 'as-of': { type: 'string' }, replace: { type: 'boolean' } },
  });
  const options = (): DemoOptions => ({
    scale: parseScale(values.scale ?? process.env.SEED_SCALE ?? '1'),
    asOf: parseDay(values['as-of'] ?? today()),
  });
  const [command, folder] = positionals;
  if (command === 'reference') await withDatabase(readConfig(process.env), (client) => loadReference(client, report));
  else if (command === 'demo') await seed(options(), values.replace ?? false);
  else if (command === 'remove-demo') await remove();
  else if (command === 'export' && folder) say(`${await writeExport(folder, options())} things written to ${folder}`);
  else throw new Error(USAGE);
}

async function seed(options: DemoOptions, replace: boolean): Promise<void> {
  await withDatabase(readConfig(process.env), async (client) => {
    await loadReference(client, report);
    const { rows, present } = await loadDemo(client, { ...options, replace }, report);
    const what = `the demo data of ${String(present['asOf'])} at scale ${String(present['scale'])}`;
    if (!rows) say(`${what} is there already; --replace loads it anew`);
  });
}

async function remove(): Promise<void> {
  const kept = await withDatabase(readConfig(process.env), removeDemo);
  for (const { kind, id, name, neededBy } of kept) say(`kept: ${kind} ${id} ${name}, which ${neededBy} needs`);
  say(kept.length ? `demo data removed, ${kept.length} rows kept for real ones` : 'demo data removed');
}

function parseScale(text: string): number {
  const scale = Number(text);
  if (!(scale > 0)) throw new Error(`the scale "${text}" is not a number above 0`);
  return scale;
}

/** 2026-11-28 in Shanghai. */
function today(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date());
}
