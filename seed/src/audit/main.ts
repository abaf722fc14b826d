import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { readConfig } from '@zlm/server/config';
import { parseCheckpoint, toPublicKey, type Checkpoint } from '@zlm/server/crypto/checkpoint';
import { openKeys } from '@zlm/server/crypto/keys';
import { readOptions, runCommand, say } from '../command.ts';
import { withDatabase } from '../connection.ts';
import { toLines, verifyRecord } from './report.ts';

const USAGE = 'usage: npm run audit:verify -- [--checkpoints <file>] [--key <public key>]';

await runCommand(run);

async function run(args: string[]): Promise<void> {
  const options = readOptions(args, { checkpoints: { type: 'string' }, key: { type: 'string' } }, USAGE);
  const config = readConfig(process.env);
  const file = options.checkpoints ?? config.checkpointsFile;
  if (options.checkpoints !== undefined && !existsSync(file)) throw new Error(`there is no file ${file}`);
  const trusted =
    options.key ?? (existsSync(config.keysFile) ? toPublicKey((await openKeys(config.keysFile)).signing) : null);
  const checkpoints = await readCheckpoints(file);
  const verified = await withDatabase(config, (client) => verifyRecord(client, { checkpoints, trusted }));
  for (const line of toLines(verified)) say(line);
  if (verified.bad) process.exitCode = 1;
}

/** Lines that are none are left out: a power cut may leave the half of one. */
async function readCheckpoints(file: string): Promise<Checkpoint[]> {
  if (!existsSync(file)) return [];
  return (await readFile(file, 'utf8')).split('\n').flatMap((line) => parseCheckpoint(line) ?? []);
}
