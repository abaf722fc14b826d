import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { TestLocation } from './database.ts';

export interface JobProcess {
  /** What it said so far, a line for each thing. */
  said: string[];
  /** As a commit would. */
  wake(): void;
  kill(): Promise<void>;
  /** In good order. */
  stop(): Promise<void>;
}

const LEASE_MS = 1_500;
const dist = (file: string) => new URL(`../../dist/${file}`, import.meta.url).href;

// Runs jobs that leave a row in `effects`. The one that is stuck ends at its second try only.
const RUNNER = `(async () => {
  const [, db, jobs, dataDir, url] = process.argv;
  const { connectRunning, openDatabase, withActor } = await import(db);
  const { JobRunner } = await import(jobs);
  const logger = { info() {}, warn() {}, error() {} };
  const { pool } = url ? await openDatabase({ url, dataDir, logger }) : { pool: await connectRunning(dataDir, logger) };
  const listeners = new Set();
  const onCommit = (listener) => (listeners.add(listener), () => listeners.delete(listener));
  const plain = (job) => pool.query('INSERT INTO effects VALUES ($1)', [job.id]);
  const marked = (job) => withActor({ pool }, { kind: 'system', name: 'test' }, async (tx) => {
    await tx.insertInto('effects').values({ job: job.id }).execute();
    await job.finish(tx);
  });
  const stuck = (job) => (job.attempt > 1 ? marked(job) : (console.log('stuck'), new Promise(() => setTimeout(() => {}, 1e6))));
  const runner = new JobRunner({ database: { pool, onCommit }, logger, leaseMs: ${LEASE_MS}, kinds: [
    { kind: 'test.plain', run: plain },
    { kind: 'test.marked', run: marked },
    { kind: 'test.stuck', run: stuck },
    { kind: 'test.period', every: '1 minute', run: marked },
  ] });
  process.stdin.on('data', async (text) => {
    if (!String(text).includes('stop')) return listeners.forEach((listener) => listener());
    await runner.stop(2_000);
    process.exit(0);
  });
  console.log('begun');
})()`;

/** A process of its own that runs jobs of the database at the location, embedded or not. */
export async function startJobProcess({ dataDir, url }: TestLocation): Promise<JobProcess> {
  const args = ['-e', RUNNER, dist('db/index.js'), dist('modules/jobs/runner.js'), dataDir, ...(url ? [url] : [])];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const said: string[] = [];
  const exited = once(child, 'exit');
  const lines = createInterface(child.stdout).on('line', (line) => said.push(line));
  await Promise.race([once(lines, 'line'), exited]);
  if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`);
  child.stdin.on('error', () => undefined);
  return {
    said,
    wake: () => void child.stdin.write('wake\n'),
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    async stop() {
      child.stdin.write('stop\n');
      await exited;
    },
  };
}
