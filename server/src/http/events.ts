import type { IncomingMessage, ServerResponse } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Lang } from '../contract/lists.ts';
import { networkOf } from './address.ts';
import { Refusal } from './problem.ts';
import { readQuery } from './query.ts';

/** `data` is one line. */
export interface ServerEvent {
  event: string;
  id: string;
  data: string;
}
/** What one stream tells; it remembers what it told last. */
export interface EventReader {
  first: ServerEvent;
  /** All that is new since the last call as one event, null for nothing. */
  next(): ServerEvent | null;
}
export interface EventSource {
  /** `/api/changes` */
  path: string;
  /** `lastEventId` is null without the header. Throws Invalid. */
  read(query: Record<string, string>, lastEventId: string | null, lang: Lang): EventReader;
  /** Calls back whenever readers may have something new. */
  onNews(listener: () => void): void;
}

/** What a slow reader may leave lying here; it gets the rest as one event. */
const UNREAD_BYTES = 64 * 1024;
/** Of an open connection: socket, parser, request and answer. */
const CONNECTION_BYTES = 32 * 1024;
const STREAMS_BYTES = 256 * 2 ** 20;
const STREAMS = Math.floor(STREAMS_BYTES / (CONNECTION_BYTES + UNREAD_BYTES));

export const EVENT_LIMITS = {
  /** As many as their memory may take. */
  streams: STREAMS,
  /** A school may share an address, but not have all. */
  perAddress: STREAMS / 2,
  /** Between two events of a stream, in ms. */
  restMs: 200,
  heartbeatMs: 20_000,
  /** A client that lost its stream waits this long, in ms. */
  retryMs: 2000,
  unreadBytes: UNREAD_BYTES,
};
export type EventLimits = typeof EVENT_LIMITS;

const RETRY_AFTER_SECONDS = '10';
// Streams told before others have their turn.
const TOLD_AT_ONCE = 200;

export interface StreamRequest {
  source: EventSource;
  request: IncomingMessage;
  response: ServerResponse;
  address: string;
  lang: Lang;
}

/** All open streams of server-sent events. */
export class EventStreams {
  readonly #limits: EventLimits;
  readonly #streams: ReadonlyMap<EventSource, Set<Stream>>;
  readonly #addresses = new Map<string, number>();
  #heartbeat: NodeJS.Timeout | undefined;
  #count = 0;

  constructor(sources: readonly EventSource[], limits: Partial<EventLimits> = {}) {
    this.#limits = { ...EVENT_LIMITS, ...limits };
    this.#streams = new Map(sources.map((source) => [source, new Set()]));
    for (const [source, streams] of this.#streams) source.onNews(() => void tellAll(streams));
  }

  find(path: string): EventSource | undefined {
    for (const source of this.#streams.keys()) if (source.path === path) return source;
    return undefined;
  }

  /** Throws Refusal and what the source throws. */
  open({ source, request, response, address, lang }: StreamRequest): void {
    const { method, headers, url = '' } = request;
    if (method !== 'GET' && method !== 'HEAD') throw new Refusal(405, { Allow: 'GET, HEAD' });
    const lastEventId = headers['last-event-id'];
    const given = typeof lastEventId === 'string' && lastEventId !== '' ? lastEventId : null;
    const reader = source.read(readQuery(url.split('?')[1] ?? ''), given, lang);
    const network = networkOf(address);
    if (method === 'GET') this.#admit(network);
    response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
      Connection: 'close',
    });
    if (method === 'HEAD') return void response.end();
    const stream = new Stream(response, reader, this.#limits);
    this.#streams.get(source)!.add(stream);
    this.#heartbeat ??= setInterval(() => this.#beat(), this.#limits.heartbeatMs).unref();
    response.once('close', () => {
      stream.stop();
      this.#remove(source, stream, network);
    });
    stream.begin();
  }

  /** Ends all streams. */
  close(): void {
    for (const streams of this.#streams.values()) for (const stream of streams) stream.end();
  }

  #admit(network: string): void {
    const own = this.#addresses.get(network) ?? 0;
    if (this.#count >= this.#limits.streams || own >= this.#limits.perAddress) {
      throw new Refusal(503, { 'Retry-After': RETRY_AFTER_SECONDS });
    }
    this.#count++;
    this.#addresses.set(network, own + 1);
  }

  #remove(source: EventSource, stream: Stream, network: string): void {
    this.#streams.get(source)!.delete(stream);
    const left = this.#addresses.get(network)! - 1;
    if (left > 0) this.#addresses.set(network, left);
    else this.#addresses.delete(network);
    if (--this.#count > 0) return;
    clearInterval(this.#heartbeat);
    this.#heartbeat = undefined;
  }

  #beat(): void {
    for (const streams of this.#streams.values()) for (const stream of streams) stream.beat();
  }
}

async function tellAll(streams: ReadonlySet<Stream>): Promise<void> {
  let told = 0;
  for (const stream of streams) {
    stream.tell();
    if (++told % TOLD_AT_ONCE === 0) await nextTurn();
  }
}

/** Queues nothing: it asks for what is new when it may write. */
class Stream {
  readonly #response: ServerResponse;
  readonly #reader: EventReader;
  readonly #limits: EventLimits;
  #rest: NodeJS.Timeout | null = null;

  constructor(response: ServerResponse, reader: EventReader, limits: EventLimits) {
    this.#response = response;
    this.#reader = reader;
    this.#limits = limits;
  }

  begin(): void {
    this.#response.on('drain', () => this.tell());
    this.#response.write(`retry: ${this.#limits.retryMs}\n${toText(this.#reader.first)}`);
    this.tell();
  }

  tell(): void {
    if (this.#rest || this.#isBackedUp || this.#response.writableEnded) return;
    const event = this.#reader.next();
    if (!event) return;
    this.#response.write(toText(event));
    this.#rest = setTimeout(() => {
      this.#rest = null;
      this.tell();
    }, this.#limits.restMs);
  }

  beat(): void {
    if (!this.#isBackedUp && !this.#response.writableEnded) this.#response.write(':\n\n');
  }

  end(): void {
    this.stop();
    if (this.#isBackedUp) this.#response.destroy();
    else this.#response.end();
  }

  stop(): void {
    if (this.#rest) clearTimeout(this.#rest);
    this.#rest = null;
  }

  get #isBackedUp(): boolean {
    return this.#response.writableLength > this.#limits.unreadBytes;
  }
}

const toText = ({ event, id, data }: ServerEvent): string => `event: ${event}\nid: ${id}\ndata: ${data}\n\n`;
