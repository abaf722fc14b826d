import { readConfig } from '@zlm/server/config';
import { readOptions, runCommand, say } from '../command.ts';
import { withDatabase } from '../connection.ts';
import { closeReport, listOpenReports } from './reports.ts';
import { toSafeJson, toTable } from './table.ts';

const USAGE = 'usage: npm run reports -- [--json] [--close <number>]';

await runCommand(run);

async function run(args: string[]): Promise<void> {
  const { json, close } = readOptions(args, { json: { type: 'boolean' }, close: { type: 'string' } }, USAGE);
  if (close !== undefined) {
    if (!/^[1-9]\d{0,14}$/.test(close)) throw new Error(`"${close}" is not the number of a report\n${USAGE}`);
    const isClosed = await withDatabase(readConfig(process.env), (client) => closeReport(client, Number(close)));
    if (!isClosed) throw new Error(`there is no open report ${close}`);
    return say(`report ${close} closed`);
  }
  const open = await withDatabase(readConfig(process.env), listOpenReports);
  if (json) return say(toSafeJson(open));
  for (const line of toTable(open)) say(line);
  say(`open reports: ${open.length}`);
}
