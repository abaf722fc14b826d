import { route } from '../../http/route.ts';
import { Dated, Streamed } from '../../http/streamed.ts';
import type { Parts } from '../../module.ts';
import { writeCalendar } from './calendar.ts';
import { toCsvFile, toXlsxFile, type FileAsked, type RowFile } from './files.ts';
import { toGeojsonFile } from './geojson.ts';
import { exportCsv, exportGeojson, exportXlsx, getCalendar } from './schema.ts';
import type { RecordSources } from './rows.ts';

type Query = ReturnType<typeof exportCsv.query.parse>;
type Write = (sources: RecordSources, asked: FileAsked) => Promise<RowFile<string | Uint8Array>>;

export function openDataRoutes({ database, live, things, origin }: Parts) {
  const sources = { database, live, things };
  const file =
    (write: Write) =>
    async ({ query }: { query: Query }, { now, lang }: Pick<FileAsked, 'now' | 'lang'>) => {
      const { crs, bbox, lang: _lang, ...filters } = query;
      const { parts } = await write(sources, { filters, bbox, crs, lang, now });
      // A file that was cut off cannot be told from a whole one but by its connection.
      return new Streamed({ parts, onBroken: null });
    };
  return [
    route(exportCsv, file(toCsvFile)),
    route(exportXlsx, file(toXlsxFile)),
    route(exportGeojson, file(toGeojsonFile)),
    route(getCalendar, async ({ query }, context) => {
      const { text, changedAt } = await writeCalendar({ ...sources, origin }, query, context);
      return new Dated(text, changedAt);
    }),
  ];
}
