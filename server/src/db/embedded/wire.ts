import {
  decodeStartup,
  encodeError,
  encodeMessage,
  encodeQuery,
  encodeStartup,
  encodeSync,
  joinBytes,
  letter,
  MessageReader,
  PROTOCOL_3,
  textOfParse,
  textOfQuery,
  type Bytes,
} from './messages.ts';

/** The one backend that all sessions share; `execute` runs to its end before it resolves. */
export interface Backend {
  execute(bytes: Bytes, onReply: (bytes: Uint8Array) => void): Promise<void>;
}
export interface WireOptions {
  /** A client which idles inside a transaction while others wait loses its connection after this many ms. */
  idleInTransactionMs: number;
  /** Called around each job, for a watchdog that counts the running job and not the queue. */
  onJob(session: WireSession | null): void;
  /** The backend may be broken: it must be thrown away. */
  onFailure(cause: unknown): void;
}
interface Job {
  session: WireSession;
  bytes: Bytes;
  /** Ends with ReadyForQuery, in contrast to a Flush. */
  complete: boolean;
  done?: () => void;
}

const QUERY = letter('Q');
const PARSE = letter('P');
const SYNC = letter('S');
const FLUSH = letter('H');
const TERMINATE = letter('X');
const COPY_DATA = letter('d');
const COPY_DONE = letter('c');
const COPY_FAIL = letter('f');
const COPY_IN_RESPONSE = letter('G');
const READY = letter('Z');
const IDLE = letter('I');
const SSL_REQUEST = 80877103;
const GSS_REQUEST = 80877104;

const FLUSH_AT = 256 * 1024;
const MAINTENANCE = 'zlm-maintenance';

/**
 * Lets many PostgreSQL clients share one backend.
 * All that a client sends up to Sync (or one simple Query) runs as one job, so the unnamed statement of one client never
 * meets the parameters of another. A client inside a transaction keeps the backend until the transaction ends.
 */
export class WireServer {
  #backend: Backend;
  #options: WireOptions;
  #queue: Job[] = [];
  #running = false;
  #owner: WireSession | null = null;
  #ownerTimer: NodeJS.Timeout;
  #greeting: Promise<Bytes> | undefined;
  #self: WireSession;

  constructor(backend: Backend, options: WireOptions) {
    this.#backend = backend;
    this.#options = options;
    this.#self = this.open(0, { send: () => undefined, hangUp: () => undefined });
    this.#self.exempt = true;
    this.#ownerTimer = setTimeout(() => this.#expireOwner(), options.idleInTransactionMs);
    this.#ownerTimer.unref();
  }

  open(id: number, link: Link): WireSession {
    return new WireSession(this, id, link);
  }

  /** The backend accepts one start-up; every client gets the same answer. */
  greet(): Promise<Bytes> {
    this.#greeting ??= this.#collect(
      encodeStartup({ user: 'postgres', database: 'postgres', client_encoding: 'UTF8' }),
    );
    return this.#greeting.then((bytes) => bytes.slice());
  }

  submit(job: Job): void {
    this.#queue.push(job);
    if (!this.#running) void this.#run();
  }

  /** Runs `sql` for the server itself once no transaction is open. */
  maintain(sql: string): Promise<void> {
    return new Promise((done) => this.submit({ session: this.#self, bytes: encodeQuery(sql), complete: true, done }));
  }

  /** Forgets what a gone client had asked for, rolls its transaction back and drops its settings, which all share. */
  release(session: WireSession): void {
    this.#queue = this.#queue.filter((job) => job.session !== session);
    const rollback = this.#owner === session ? [encodeSync(), encodeQuery('ROLLBACK')] : [];
    this.submit({ session, bytes: joinBytes([...rollback, encodeQuery('DISCARD ALL')]), complete: true });
  }

  async #run() {
    this.#running = true;
    for (let job = this.#next(); job; job = this.#next()) {
      this.#options.onJob(job.session);
      await this.#execute(job);
      this.#options.onJob(null);
      job.done?.();
    }
    this.#running = false;
  }

  #next(): Job | undefined {
    const at = this.#owner ? this.#queue.findIndex((job) => job.session === this.#owner) : 0;
    return at < 0 ? undefined : this.#queue.splice(at, 1)[0];
  }

  async #execute({ session, bytes, complete }: Job) {
    const reply = new Reply(session);
    try {
      await this.#backend.execute(bytes, (part) => reply.push(part));
    } catch (cause) {
      reply.push(encodeError('FATAL', '57P02', `the database failed: ${describe(cause)}`));
      reply.end();
      this.#options.onFailure(cause);
      return;
    }
    const idle = complete && reply.status === IDLE;
    this.#owner = idle ? null : session;
    if (this.#owner) this.#ownerTimer.refresh();
    reply.end();
  }

  #expireOwner() {
    const owner = this.#owner;
    if (!owner) return;
    const waiting = this.#queue.some((job) => job.session !== owner);
    if (!waiting || owner.exempt) return void this.#ownerTimer.refresh();
    owner.fail('25P03', 'the transaction was left idle while others waited');
  }

  async #collect(bytes: Bytes): Promise<Bytes> {
    const parts: Bytes[] = [];
    await this.#backend.execute(bytes, (data) => void parts.push(new Uint8Array(data)));
    return parts.length ? joinBytes(parts) : new Uint8Array(0);
  }
}

/** Gathers the parts of a reply and sends them in blocks; `status` is that of a closing ReadyForQuery. */
class Reply {
  #session: WireSession;
  #parts: Bytes[] = [];
  #size = 0;
  #last: Bytes = new Uint8Array(0);

  constructor(session: WireSession) {
    this.#session = session;
  }

  /** `part` is a view on memory that changes: it is copied. */
  push(part: Uint8Array) {
    const copy = this.#session.withoutEarlyResponse(new Uint8Array(part));
    if (!copy.length) return;
    this.#parts.push(copy);
    this.#size += copy.length;
    this.#last = copy.length >= 6 ? copy.subarray(-6) : joinBytes([this.#last, copy]).subarray(-6);
    if (this.#size > FLUSH_AT) this.end();
  }

  get status(): number | undefined {
    return this.#last[0] === READY ? this.#last[5] : undefined;
  }

  end() {
    if (this.#size) this.#session.reply(joinBytes(this.#parts));
    this.#parts = [];
    this.#size = 0;
  }
}

export interface Link {
  /** Takes ownership of the bytes. */
  send(bytes: Bytes): void;
  hangUp(): void;
}

/** One client: cuts its bytes into jobs. */
export class WireSession {
  readonly id: number;
  /** Free from the limits on running and idling. */
  exempt = false;
  #server: WireServer;
  #link: Link;
  #open = true;
  #reader = new MessageReader();
  #batch: Bytes[] = [];
  #copying = false;
  #responseSentEarly = false;

  constructor(server: WireServer, id: number, link: Link) {
    this.#server = server;
    this.id = id;
    this.#link = link;
  }

  feed(chunk: Uint8Array): void {
    this.#reader.push(chunk);
    try {
      for (let next = this.#reader.take(); next && this.#open; next = this.#reader.take()) {
        if (this.#reader.typed) this.#receive(next);
        else this.#start(next);
      }
    } catch (cause) {
      this.fail('08P01', String(cause));
    }
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    if (this.#reader.typed) this.#server.release(this);
  }

  fail(code: string, text: string): void {
    if (!this.#open) return;
    this.#link.send(encodeError('FATAL', code, text));
    this.close();
    this.#link.hangUp();
  }

  reply(bytes: Bytes): void {
    if (this.#open) this.#link.send(bytes);
  }

  /** Takes out the CopyInResponse which the client got when its COPY began: it ends the first part of the reply. */
  withoutEarlyResponse(part: Bytes): Bytes {
    if (!this.#responseSentEarly) return part;
    this.#responseSentEarly = false;
    const view = new DataView(part.buffer, part.byteOffset, part.byteLength);
    for (let at = 0; at + 5 <= part.length; at += 1 + view.getInt32(at + 1)) {
      if (part[at] !== COPY_IN_RESPONSE) continue;
      const after = at + 1 + view.getInt32(at + 1);
      return joinBytes([part.slice(0, at), part.slice(after)]);
    }
    return part;
  }

  #start(packet: Bytes) {
    const { request, parameters } = decodeStartup(packet);
    if (request === SSL_REQUEST || request === GSS_REQUEST) return this.#link.send(Uint8Array.of(letter('N')));
    if (request !== PROTOCOL_3) {
      // Cancel requests come on a connection of their own; the backend cannot hear them while it runs.
      this.close();
      return this.#link.hangUp();
    }
    this.#reader.typed = true;
    this.exempt = parameters['application_name'] === MAINTENANCE;
    void this.#server.greet().then((greeting) => this.reply(greeting));
  }

  #receive(message: Bytes) {
    const type = message[0];
    if (type === TERMINATE) {
      this.close();
      return this.#link.hangUp();
    }
    const isCopy = type === COPY_DATA || type === COPY_DONE || type === COPY_FAIL;
    if (isCopy !== this.#copying) return;
    this.#batch.push(message);
    if (type === QUERY && startsCopyIn(textOfQuery(message))) {
      // The backend wants query and data in one piece, the client wants this answer before it sends data.
      this.#copying = true;
      return this.#link.send(encodeMessage('G', Uint8Array.of(0, 0, 0)));
    }
    if (type === PARSE && startsCopyIn(textOfParse(message))) {
      // The backend would wait for data that cannot come, and die of it.
      return this.fail('0A000', 'COPY FROM STDIN has to be a simple query here');
    }
    if (type === COPY_DONE || type === COPY_FAIL) {
      this.#copying = false;
      this.#responseSentEarly = true;
      return this.#submit(true);
    }
    if (type === SYNC || type === QUERY) this.#submit(true);
    else if (type === FLUSH) this.#submit(false);
  }

  #submit(complete: boolean) {
    const bytes = joinBytes(this.#batch);
    this.#batch = [];
    this.#server.submit({ session: this, bytes, complete });
  }
}

/** Emscripten throws objects that are no errors. */
export const describe = (cause: unknown): string => (cause as Error | null)?.message ?? String(cause);

function startsCopyIn(sql: string): boolean {
  if (!/\bstdin\b/i.test(sql)) return false;
  const bare = sql.replace(/\/\*[^]*?\*\/|--[^\n]*/g, ' ');
  return /(?:^|;)\s*copy\b[^;]*\bfrom\s+stdin\b/i.test(bare);
}
