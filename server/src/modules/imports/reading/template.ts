import type { PinKind } from '../../../contract/form.ts';
import { withReader, type Database } from '../../../db/index.ts';
import { toCsv } from '../../../formats/csv.ts';
import { columnsOf } from './columns-here.ts';

/** An empty table with two rows to be deleted. */
export const readTemplate = (database: Database, kind: PinKind): Promise<string> =>
  withReader(database, async (tx) => {
    const columns = await columnsOf(tx, kind);
    return toCsv([
      columns.map(({ zh }) => zh),
      ...([0, 1] as const).map((at) => columns.map(({ examples }) => examples[at])),
    ]);
  });
