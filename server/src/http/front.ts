import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { toDateTime } from '../formats/shanghai-time.ts';
import { findAsset, sendAsset, type Assets } from './assets.ts';
import { fronted } from './bind.ts';
import { shareTiles } from './cross-origin.ts';
import type { EventSource, EventStreams } from './events.ts';
import { Exchange, type Deadlines } from './exchange.ts';
import { checkHead } from './head.ts';
import { createCostLimit } from './limits.ts';
import { refuseMalformed } from './malformed.ts';
import { oneAtATime } from './pipeline.ts';
import { preparationCss, sendPreparation, type Progress } from './preparation.ts';
import { Refusal } from './problem.ts';
import { LONGEST_URL } from './raw-target.ts';
import { readLang } from './query.ts';
import { securityHeaders, type HeadersOf } from './security.ts';
import { findTiles, sendTile, type TileSource } from './tiles.ts';
import { Turns } from './turns.ts';

const DEADLINES: Deadlines = { answerMs: 30_000, takeMs: 60_000 };
const MOST_CONNECTIONS = 5_000;
const HEALTH_MS = 1_000;
/** Units: what an address may spend is counted in them. */
const TILE_COST = 1;
const REQUEST_COST = 3;
// From memory, and packed once for all: a classroom asks for the whole app at once.
const ASSET_COST = 0.05;
/** For the time of the main thread that an answer took; the flat price covers the first of it. */
const COST_PER_MS = 1;
const FREE_MS = 1;
// Rows for them are found anew for each question.
const COSTLY = /[?&](?:q|near|within|at)=/;

export interface FrontOptions {
  logger: Logger;
  clock: () => Date;
  /** How many proxies in front add to X-Forwarded-For. */
  trustedProxies?: number;
  /** Cost units an address may spend a second on average; 0 = no limit. */
  rateLimit: number;
  deadlines?: Deadlines;
  headersOf?: HeadersOf;
}

export interface Front {
  /** Null until the start is done: then everything else is served. */
  app: ((request: IncomingMessage, response: ServerResponse) => void) | null;
  tiles: readonly TileSource[];
  assets?: Assets;
  streams?: EventStreams;
  progress: Progress;
  /** Checks the database for /readyz; resolves false when it does not answer. */
  healthy(): Promise<boolean>;
  /** A word for what is wrong while `healthy` says false. */
  trouble?(): string | null;
  /** While nothing new can be read: the moment that answers from memory are of. */
  staleAt?(): Date | null;
  /** Counts and states that /readyz tells after its first line. */
  figures?(): Record<string, number | string>;
}

/** The raw server: request id, limits, security headers, log, health and tiles; express takes the rest. */
export function createFront(front: Front, options: FrontOptions): Server {
  const { logger, clock, trustedProxies = 0, rateLimit, deadlines = DEADLINES } = options;
  const { headersOf = () => securityHeaders } = options;
  const limit = createCostLimit(rateLimit);
  const readiness = createReadiness(front);
  const turns = new Turns();
  let hasToldProxy = false;
  const listener = oneAtATime((request, response) => {
    const exchange = new Exchange(request, response, { logger, trustedProxies });
    if (front.progress.step === 'stopping') response.setHeader('Connection', 'close');
    const staleAt = front.staleAt?.();
    if (staleAt) response.setHeader('X-Data-As-Of', toDateTime(staleAt));
    if (trustedProxies === 0 && !hasToldProxy && request.headers['x-forwarded-for'] !== undefined) tellProxy();
    const tiles = front.app && exchange.url.length <= LONGEST_URL ? findTiles(front.tiles, exchange.url) : undefined;
    if (tiles && request.method !== 'OPTIONS') answerTile(tiles, exchange);
    else answer(exchange);
  });
  const server = createServer(
    {
      headersTimeout: 10_000,
      requestTimeout: 20_000,
      connectionsCheckingInterval: 1_000,
      maxHeaderSize: 16_384,
      // Refused by checkHead, with the usual problem.
      requireHostHeader: false,
    },
    listener,
  );

  function tellProxy(): void {
    hasToldProxy = true;
    logger.warn('requests come through a proxy: with TRUSTED_PROXIES=0 all visitors look like one address');
  }

  // As little as can be: no timer, no listener and no header twice for what is ready.
  function answerTile(tiles: TileSource, exchange: Exchange): void {
    try {
      checkHead(exchange.request);
      spend(exchange, TILE_COST);
      const later = sendTile(tiles, exchange, clock(), (run) => waitForTurn(exchange, run));
      if (!later) {
        turns.noteCheap();
        charge(exchange, performance.now() - exchange.started);
        return exchange.limitTaking(deadlines);
      }
      exchange.limitTime(deadlines);
      later.catch((cause: unknown) => refuseTile(exchange, cause));
    } catch (cause) {
      refuseTile(exchange, cause);
    }
  }

  function answer(exchange: Exchange): void {
    const { request, response, url, path } = exchange;
    fronted.set(request, exchange);
    exchange.setHeaders(headersOf(path));
    const source = front.app ? front.streams?.find(path) : undefined;
    // A stream has no end.
    if (!source) exchange.limitTime(deadlines);
    try {
      checkHead(request);
      if (url.length > LONGEST_URL) throw new Refusal(414);
      if (path === '/livez' || path === '/readyz') return answerHealth(exchange);
      if (!url.startsWith('/')) throw new Refusal(400);
      if (shareTiles(path, request, response)) return;
      const asset = front.app && front.assets ? findAsset(front.assets, path) : undefined;
      spend(exchange, asset ? ASSET_COST : isTile(front, url) ? TILE_COST : REQUEST_COST);
      if (asset || !COSTLY.test(url)) turns.noteCheap();
      if (!front.app) return sendPreparing(front, exchange);
      if (asset) return void sendAsset(asset, request, response).catch((cause: unknown) => exchange.refuse(cause));
      if (source) return openStream(source, exchange);
      answerByApp(front.app, exchange);
    } catch (cause) {
      exchange.refuse(cause);
    }
  }

  function answerHealth({ request: { method }, response, path }: Exchange): void {
    if (method !== 'GET' && method !== 'HEAD') throw new Refusal(405, { Allow: 'GET, HEAD' });
    if (path === '/livez') return sendText(response, 200, 'ok');
    void readiness(response);
  }

  function answerByApp(app: NonNullable<Front['app']>, exchange: Exchange): void {
    const { request, response, url } = exchange;
    if (COSTLY.test(url)) {
      waitForTurn(exchange, () => void app(request, response)).catch((cause: unknown) => exchange.refuse(cause));
      return;
    }
    const began = performance.now();
    app(request, response);
    charge(exchange, performance.now() - began);
  }

  /** Rejects with what `run` throws or rejects with. */
  function waitForTurn(exchange: Exchange, run: () => Promise<void> | undefined): Promise<void> {
    const { address, response } = exchange;
    return new Promise((resolve, reject) => {
      turns.wait(address, {
        isGone: () => response.destroyed || response.headersSent,
        took: (ms) => charge(exchange, ms),
        run: () => {
          try {
            const later = run();
            if (later) later.then(resolve, reject);
            else resolve();
          } catch (cause) {
            // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- what was thrown, as it was
            reject(cause);
          }
        },
      });
    });
  }

  function openStream(source: EventSource, { request, response, url, address }: Exchange): void {
    const lang = readLang(url, request.headers['accept-language']);
    front.streams!.open({ source, request, response, address, lang });
  }

  function spend({ address, started }: Exchange, cost: number): void {
    if (limit.spend(address, cost, started)) return;
    throw new Refusal(429, { 'Retry-After': String(limit.waitFor(address, cost, started)) });
  }

  function charge({ address, started }: Exchange, ms: number): void {
    if (ms > FREE_MS) limit.charge(address, (ms - FREE_MS) * COST_PER_MS, started);
  }

  server.maxConnections = MOST_CONNECTIONS;
  // Node leaves out what is above; checkHead refuses it.
  server.maxHeadersCount = 0;
  server.on('clientError', refuseMalformed);
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    const exchange = new Exchange(request, response, { logger, trustedProxies });
    exchange.setHeaders();
    exchange.refuse(new Refusal(417));
  });
  return server;
}

/** A part of a base map file is a tile too, and a photo costs as little. */
function isTile({ tiles }: Front, url: string): boolean {
  return /^\/(basemap|files)\//.test(url) || findTiles(tiles, url) !== undefined;
}

/** Asks the database at most once a second, however often it is asked itself. */
function createReadiness(front: Front): (response: ServerResponse) => Promise<void> {
  let healthy = Promise.resolve(false);
  let askedAt = -Infinity;
  return async (response) => {
    if (front.app && performance.now() - askedAt > HEALTH_MS) {
      askedAt = performance.now();
      healthy = front.healthy();
    }
    const isServing = front.app !== null && front.progress.step !== 'stopping';
    const ready = isServing && (await healthy);
    const state = ready ? 'ready' : isServing ? (front.trouble?.() ?? 'database') : front.progress.step;
    const figures = Object.entries(front.figures?.() ?? {}).map(([name, value]) => `\n${name} ${value}`);
    sendText(response, ready ? 200 : 503, state + figures.join(''));
  };
}

function refuseTile(exchange: Exchange, cause: unknown): void {
  const { path, request, response } = exchange;
  if (!response.headersSent) {
    exchange.setHeaders();
    shareTiles(path, request, response);
  }
  exchange.refuse(cause);
}

function sendPreparing(front: Front, { url, request, response }: Exchange): void {
  if (url === '/preparation.css') return sendText(response, 200, preparationCss, 'text/css; charset=utf-8');
  if (url.startsWith('/api/status')) return sendText(response, 503, JSON.stringify(front.progress), 'application/json');
  if (/^\/(api|tiles|basemap|files)\b/.test(url)) throw new Refusal(503);
  sendPreparation(response, front.progress, readLang(url, request.headers['accept-language']));
}

function sendText(response: ServerResponse, status: number, body: string, type = 'text/plain; charset=utf-8'): void {
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
  });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}
