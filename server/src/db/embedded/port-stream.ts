import { Duplex } from 'node:stream';
import { DatabaseGone } from './database-gone.ts';
import type { Connection, EmbeddedBackend } from './backend.ts';

/** The socket that `pg` believes to have: its bytes go to the worker. */
export class PortStream extends Duplex {
  #backend: EmbeddedBackend;
  #connection: Connection | undefined;

  constructor(backend: EmbeddedBackend) {
    super();
    this.#backend = backend;
  }

  connect(): this {
    this.#backend
      .connect({
        onBytes: (bytes) => void this.push(bytes),
        onClose: (cause) => {
          if (!cause) this.push(null);
          this.destroy(cause ?? undefined);
        },
      })
      .then(
        (connection) => {
          this.#connection = connection;
          if (this.destroyed) connection.close();
          else this.emit('connect');
        },
        (cause: Error) =>
          this.destroy(
            cause instanceof DatabaseGone
              ? cause
              : new DatabaseGone('57P03', `the database cannot be opened: ${cause.message}`),
          ),
      );
    return this;
  }

  // Bytes come by push as they arrive; the results of pg are held in memory anyhow.
  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, done: (cause?: Error) => void): void {
    this.#connection!.send(new Uint8Array(chunk));
    done();
  }

  override _writev(chunks: { chunk: Buffer }[], done: (cause?: Error) => void): void {
    this.#connection!.send(new Uint8Array(Buffer.concat(chunks.map(({ chunk }) => chunk))));
    done();
  }

  override _destroy(cause: Error | null, done: (cause: Error | null) => void): void {
    this.#connection?.close();
    done(cause);
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }
}
