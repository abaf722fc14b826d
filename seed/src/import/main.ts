import { readConfig } from '@zlm/server/config';
import { toDay } from '@zlm/server/formats/shanghai-time';
import { withDatabase } from '../connection.ts';
import { explainFailure } from './failure.ts';
import { findLang, parseImportArguments, usage } from './options.ts';
import { writeRejects } from './rejects.ts';
import { readInWorker } from '@zlm/server/intake/reading-thread';
import { runImport } from '@zlm/server/intake/run-import';
import { SHEETS } from '../kinds/index.ts';
import { readSource } from './read-source.ts';
import { summarise } from './summary.ts';

const lang = findLang(process.argv.slice(2), process.env);
try {
  const options = parseImportArguments(process.argv.slice(2), process.env);
  const config = readConfig(process.env);
  const result = await withDatabase(config, async (client) => {
    const bytes = await readSource(options.file);
    const today = toDay(new Date());
    const imported = await runImport(client, {
      ...{ ...options, bytes, sheets: SHEETS, today },
      ...{ onProgress: showProgress, read: readInWorker },
    });
    // The embedded database has nobody else who keeps the planner's statistics.
    if (!options.dryRun) await client.query('ANALYZE');
    return imported;
  });
  clearProgress();
  await writeRejects(options.rejects, result, options.lang);
  console.log(summarise(result, options).join('\n'));
  // A file of which nothing is usable is a failure, a file with some bad rows is not.
  const rejectedRows = new Set(result.rejected.map(({ line }) => line)).size;
  if (result.read > 0 && rejectedRows === result.read) process.exitCode = 1;
} catch (cause) {
  clearProgress();
  const sentence = explainFailure(cause, lang, usage);
  console.error(sentence ?? cause);
  process.exitCode = 1;
}

function showProgress(done: number, of: number) {
  if (process.stderr.isTTY && of > 500) process.stderr.write(`\r${done} / ${of}`);
}
function clearProgress() {
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
}
