import { readConfig } from '@zlm/server/config';
import { say } from '../command.ts';
import { withDatabase } from '../connection.ts';
import { explainFailure } from '../import/failure.ts';
import { findLang } from '../import/options.ts';
import { openOwnKeys } from '../own-keys.ts';
import { parseMoveArguments, usage } from './options.ts';
import { runMove } from './run-move.ts';

const args = process.argv.slice(2);
try {
  const options = parseMoveArguments(args, process.env);
  const config = readConfig(process.env);
  const keys = await openOwnKeys(config);
  const onProgress = (done: number) => process.stderr.isTTY && process.stderr.write(`\r${done}`);
  const { moved, lines } = await withDatabase(config, (client) =>
    runMove(client, keys, { ...options, now: new Date(), onProgress }),
  );
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  for (const line of lines) say(line);
  if (moved.refused + moved.refusedLines + moved.differ > 0) process.exitCode = 1;
} catch (cause) {
  const sentence = explainFailure(cause, findLang(args, process.env), usage);
  process.stderr.write(`${sentence ?? (cause instanceof Error ? cause.message : String(cause))}\n`);
  process.exitCode = 1;
}
