import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Config } from './config.ts';

/** What the seed program sends while it works. */
export interface SeedProgress {
  type: 'progress';
  step: string;
  done: number;
  total: number;
}

/** Runs one command of the seed program as its own process; it reaches the database as any other client. */
export async function runSeed(
  config: Config,
  args: readonly string[],
  report: (progress: SeedProgress) => void,
): Promise<void> {
  const child = fork(config.seedProgram, args, {
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    env: { ...process.env, DATA_DIR: config.dataDir, DATABASE_URL: config.databaseUrl ?? '' },
  });
  let complaint = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (complaint = (complaint + text).slice(-4_000)));
  child.on('message', (message) => {
    if (isProgress(message)) report(message);
  });
  const stop = () => child.kill();
  process.once('exit', stop);
  const [code] = (await once(child, 'exit')) as [number | null];
  process.off('exit', stop);
  if (code !== 0) throw new Error(`loading ${args[0] ?? ''} data failed: ${complaint.trim() || `exit ${code}`}`);
}

function isProgress(message: unknown): message is SeedProgress {
  return typeof message === 'object' && message !== null && (message as { type?: unknown }).type === 'progress';
}
