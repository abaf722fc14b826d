import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';

const EVERY_MS = 300;
/** Silence this long is no longer slowness, in slices: a process that is busy itself counts few of them. */
const SLICE_MS = 300;
const PATIENCE = 4;
/** Of connections tried anew: each one a paused server has to take in when it goes on. */
const MOST_PATIENCE = 32;
// The server answers all the same: its limits on connections, or what the role may do.
const ALIVE = /^(28|42|53)/;

/** Asks a server over one connection of its own, again and again, whether it answers. */
export class Pulse {
  readonly #url: string;
  /** Called when it falls silent or is lost, and when it is back. */
  readonly #onChange: (isThere: boolean) => void;
  readonly #closed = new AbortController();
  #isThere = true;
  #client: pg.Client | null = null;

  constructor(url: string, onChange: (isThere: boolean) => void) {
    this.#url = url;
    this.#onChange = onChange;
    void this.#run();
  }

  get isThere(): boolean {
    return this.#isThere;
  }

  close(): void {
    this.#closed.abort();
    this.#drop();
  }

  async #run(): Promise<void> {
    const { signal } = this.#closed;
    let patience = PATIENCE;
    while (!signal.aborted) {
      const isThere = await this.#answers(patience);
      if (signal.aborted) return;
      patience = isThere ? PATIENCE : Math.min(2 * patience, MOST_PATIENCE);
      if (isThere !== this.#isThere) {
        this.#isThere = isThere;
        this.#onChange(isThere);
      }
      await wait(EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  /** Ends its question and its connection when there is no answer in time. */
  async #answers(patience: number): Promise<boolean> {
    let isThere: boolean | null = null;
    const asked = this.#ask().then(
      () => (isThere = true),
      (cause: unknown) => (isThere = ALIVE.test(String((cause as { code?: unknown }).code))),
    );
    for (let slice = 0; slice < patience && isThere === null && !this.#closed.signal.aborted; slice++) {
      await Promise.race([asked, waitSlice()]);
    }
    if (isThere === null) this.#drop();
    return isThere ?? false;
  }

  async #ask(): Promise<void> {
    const known = this.#client;
    if (known) {
      try {
        return void (await known.query('SELECT 1'));
      } catch (cause) {
        // One connection may be lost without the server; what was given up here stays so.
        if (this.#client !== known) throw cause;
      }
    }
    const client = (this.#client = new pg.Client({ connectionString: this.#url, application_name: 'zlm-pulse' }));
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('SELECT 1');
    } catch (cause) {
      if (this.#client === client) this.#drop();
      throw cause;
    }
  }

  #drop(): void {
    this.#client?.connection.stream.destroy();
    this.#client = null;
  }
}

async function waitSlice(): Promise<void> {
  await wait(SLICE_MS, undefined, { ref: false });
  // An answer may lie unread since this process had other things to do.
  await nextTurn();
}
