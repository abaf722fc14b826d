import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { CsvBroken, findDelimiter, type CsvRow } from '@zlm/server/formats/csv';

/** Longer than any line of a table, in characters: a quote is missing. */
const LONGEST_LINE = 4 * 1024 * 1024;

/** The lines of a table one after another, the header first, of a file too large to hold. Throws `CsvBroken`. */
export async function* streamCsv(chunks: AsyncIterable<string>): AsyncGenerator<CsvRow> {
  const rest = chunks[Symbol.asyncIterator]();
  const first = await rest.next();
  const begin = first.done ? '' : first.value;
  const parser = parse({
    delimiter: findDelimiter(begin),
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_LINE,
    record_delimiter: ['\r\n', '\n', '\r'],
  });
  async function* all() {
    yield begin;
    yield* { [Symbol.asyncIterator]: () => rest };
  }
  const source = Readable.from(all()).on('error', (cause) => parser.destroy(cause));
  try {
    for await (const { record, info } of source.pipe(parser) as AsyncIterable<Parsed>) {
      if (record.every((cell) => cell.trim() === '')) continue;
      const inside = record.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
      yield { line: info.lines - inside, cells: record };
    }
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    throw new CsvBroken(Number(cause.lines) || null, cause.message);
  }
}

interface Parsed {
  record: string[];
  /** Line of its end. */
  info: { lines: number };
}
