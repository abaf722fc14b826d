import { parseArgs } from 'node:util';
import { readConfig } from '@zlm/server/config';
import { runBoundaries } from './boundaries/run-boundaries.ts';
import { summariseBoundaries } from './boundaries/summary.ts';
import { withDatabase } from '../connection.ts';
import { explainFailure } from './failure.ts';
import { findLang, oneFile, orUsage, toCrs, toLang } from './options.ts';

const usage = `npm run boundaries -- <geojson> --crs <wgs84|gcj02|bd09|cgcs2000>
  [--approval <审图号>] [--partial] [--lang <zh|en>]`;

const lang = findLang(process.argv.slice(2), process.env);
try {
  const { values, positionals } = orUsage(() =>
    parseArgs({
      args: process.argv.slice(2),
      allowPositionals: true,
      options: {
        crs: { type: 'string' },
        approval: { type: 'string' },
        partial: { type: 'boolean' },
        lang: { type: 'string' },
      },
    }),
  );
  toLang(values.lang, process.env);
  const options = {
    file: oneFile(positionals),
    crs: toCrs(values.crs),
    approval: values.approval?.trim() || null,
    partial: values.partial ?? false,
  };
  const result = await withDatabase(readConfig(process.env), (client) => runBoundaries(client, options));
  console.log(summariseBoundaries(result, lang).join('\n'));
  if (!result.replaced) process.exitCode = 1;
} catch (cause) {
  console.error(explainFailure(cause, lang, usage) ?? cause);
  process.exitCode = 1;
}
