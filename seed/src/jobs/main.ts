import { readConfig } from '@zlm/server/config';
import { readOptions, runCommand, say } from '../command.ts';
import { withDatabase } from '../connection.ts';
import { countOpenJobs, listOpenJobs, retryJob } from './jobs.ts';
import { toTable } from './table.ts';

const USAGE = 'usage: npm run jobs -- [--json] [--most 100] [--retry <number>]';
const OPTIONS = { json: { type: 'boolean' }, most: { type: 'string' }, retry: { type: 'string' } } as const;
const NUMBER = /^[1-9]\d{0,14}$/;

await runCommand(run);

async function run(args: string[]): Promise<void> {
  const { json, most = '100', retry } = readOptions(args, OPTIONS, USAGE);
  if (!NUMBER.test(most)) throw new Error(`"${most}" is not how many to show\n${USAGE}`);
  if (retry !== undefined) return retryOne(retry);
  const [jobs, { dead, live }] = await withDatabase(readConfig(process.env), async (client) => [
    await listOpenJobs(client, Number(most)),
    await countOpenJobs(client),
  ]);
  if (json) return say(JSON.stringify(jobs, null, 2));
  for (const line of toTable(jobs)) say(line);
  say(`dead: ${dead}, waiting or running: ${live}${dead + live > jobs.length ? `; shown: ${jobs.length}` : ''}`);
}

async function retryOne(text: string): Promise<void> {
  if (!NUMBER.test(text)) throw new Error(`"${text}" is not the number of a job\n${USAGE}`);
  const retried = await withDatabase(readConfig(process.env), (client) => retryJob(client, Number(text)));
  if (retried === 'none') throw new Error(`there is no dead or waiting job ${text}`);
  if (retried === 'twin') throw new Error(`job ${text} has been asked for anew meanwhile; that one is tried already`);
  say(`job ${text} is tried again`);
}
