import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import type pg from 'pg';

/** What this file uses of pg's connection, which has no published types for it. */
interface CopyConnection {
  stream: Duplex;
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(reason: string): void;
}
type Value = string | number | bigint | boolean | null;

const CHUNK = 64 * 1024;

/** Loads rows by `COPY table (columns) FROM STDIN`; values are written as text. Answers the number of rows. */
export async function copyFrom(
  client: pg.ClientBase,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly Value[]> | AsyncIterable<readonly Value[]>,
): Promise<number> {
  const copy = new CopyIn(`COPY ${table} (${columns.join(', ')}) FROM STDIN`, rows);
  client.query(copy);
  return copy.done;
}

/** A query object as pg's client drives it. */
class CopyIn {
  readonly done: Promise<number>;
  #text: string;
  #rows: Iterable<readonly Value[]> | AsyncIterable<readonly Value[]>;
  #count = 0;
  #error: Error | null = null;
  #resolve: (count: number) => void = () => undefined;
  #reject: (cause: Error) => void = () => undefined;

  constructor(text: string, rows: Iterable<readonly Value[]> | AsyncIterable<readonly Value[]>) {
    this.#text = text;
    this.#rows = rows;
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  submit(connection: pg.Connection): void {
    (connection as unknown as CopyConnection).query(this.#text);
  }

  handleCopyInResponse(connection: CopyConnection): void {
    this.#send(connection).then(
      () => connection.endCopyFrom(),
      (cause: Error) => {
        this.#error ??= cause;
        connection.sendCopyFail('the rows could not be read');
      },
    );
  }

  handleCommandComplete(message: { text: string }): void {
    this.#count = Number(/^COPY (\d+)/.exec(message.text)?.[1] ?? 0);
  }

  handleReadyForQuery(): void {
    if (this.#error) this.#reject(this.#error);
    else this.#resolve(this.#count);
  }

  /** The client forgets the query after an error message, so ReadyForQuery will not come here. */
  handleError(cause: Error): void {
    this.#error ??= cause;
    this.#reject(this.#error);
  }

  async #send(connection: CopyConnection) {
    let text = '';
    for await (const row of this.#rows) {
      text += `${row.map(encodeValue).join('\t')}\n`;
      if (text.length < CHUNK) continue;
      connection.sendCopyFromChunk(Buffer.from(text));
      text = '';
      if (connection.stream.writableNeedDrain) await once(connection.stream, 'drain');
      if (this.#error) return;
    }
    if (text) connection.sendCopyFromChunk(Buffer.from(text));
  }
}

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function encodeValue(value: Value): string {
  if (value === null) return '\\N';
  return typeof value === 'string' ? value.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character]!) : String(value);
}
