import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { addressOf } from './address.ts';
import { fronted } from './bind.ts';
import { shareTiles } from './cross-origin.ts';
import type { EventStreams } from './events.ts';
import { createCostLimit } from './limits.ts';
import { preparationCss, sendPreparation, type Progress } from './preparation.ts';
import { newRequestId, Refusal, sendProblem, toProblem } from './problem.ts';
import { readLang } from './query.ts';
import { securityHeaders } from './security.ts';
import { sendTile, type TileSource } from './tiles.ts';

// To begin an answer, and to take it wholly in: a phone far out needs a while for the app.
const ANSWER_MS = 30_000;
const DEADLINE_MS = 120_000;
const MOST_CONNECTIONS = 5_000;
const HEALTH_MS = 1_000;
const LONGEST_URL = 8_192;
const TILE_COST = 1;
const REQUEST_COST = 3;

export interface Front {
  /** Null until the start is done: then everything else is served. */
  app: ((request: IncomingMessage, response: ServerResponse) => void) | null;
  tiles: readonly TileSource[];
  streams?: EventStreams;
  progress: Progress;
  /** Checks the database for /readyz; resolves false when it does not answer. */
  healthy(): Promise<boolean>;
}

/** The raw server: request id, limits, security headers, log, health and tiles; express takes the rest. */
export function createFront(front: Front, logger: Logger, clock: () => Date, trustedProxies = 0): Server {
  const limit = createCostLimit();
  const readiness = createReadiness(front);
  const server = createServer(
    { headersTimeout: 10_000, requestTimeout: 20_000, connectionsCheckingInterval: 1_000, maxHeaderSize: 16_384 },
    (request, response) => {
      const started = performance.now();
      const requestId = newRequestId();
      const url = request.url ?? '/';
      const path = url.split('?', 1)[0]!;
      const lang = readLang(url, request.headers['accept-language']);
      const log = (cause: unknown) => logger.error({ requestId, path, err: cause }, 'request failed');
      fronted.set(request, { requestId, log });
      response.setHeader('X-Request-Id', requestId);
      for (const name in securityHeaders) response.setHeader(name, securityHeaders[name]!);
      if (front.progress.step === 'stopping') response.setHeader('Connection', 'close');
      const slow = setTimeout(() => response.headersSent || refuse(new Refusal(503)), ANSWER_MS);
      const deadline = setTimeout(() => response.destroy(), DEADLINE_MS);
      response.once('close', () => {
        clearTimeout(slow);
        clearTimeout(deadline);
        // The path only: a query may hold where somebody is.
        logger.debug({
          requestId,
          method: request.method,
          path,
          status: response.statusCode,
          ms: Math.round(performance.now() - started),
        });
      });
      const refuse = (cause: unknown) => {
        const problem = toProblem(cause, lang, requestId);
        if (problem.status >= 500 && problem.status !== 503) log(cause);
        sendProblem(response, problem, cause instanceof Refusal ? cause.headers : {});
      };
      try {
        if (url.length > LONGEST_URL) return refuse(new Refusal(414));
        if (path === '/livez') return sendText(response, 200, 'ok');
        if (path === '/readyz') return void readiness(response);
        if (!url.startsWith('/')) return refuse(new Refusal(400));
        if (shareTiles(path, request, response)) return;
        const tile = front.tiles.find((source) => path.startsWith(source.prefix) && path.endsWith('.mvt'));
        if (!limit.spend(addressOf(request, trustedProxies), tile ? TILE_COST : REQUEST_COST, started)) {
          return refuse(new Refusal(429));
        }
        if (!front.app) return sendPreparing(front, request, response, refuse);
        const source = front.streams?.find(path);
        if (source) {
          clearTimeout(slow);
          clearTimeout(deadline);
          return front.streams!.open({ source, request, response, address: addressOf(request, trustedProxies), lang });
        }
        if (tile) return void sendTile(tile, request, response, lang, clock()).catch(refuse);
        front.app(request, response);
      } catch (cause) {
        refuse(cause);
      }
    },
  );
  server.maxConnections = MOST_CONNECTIONS;
  server.on('clientError', (_cause, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });
  return server;
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
    const ready = front.app !== null && (await healthy);
    sendText(response, ready ? 200 : 503, ready ? 'ready' : front.app ? 'database' : front.progress.step);
  };
}

function sendPreparing(
  front: Front,
  request: IncomingMessage,
  response: ServerResponse,
  refuse: (cause: unknown) => void,
): void {
  const url = request.url ?? '/';
  if (url === '/preparation.css') return sendText(response, 200, preparationCss, 'text/css; charset=utf-8');
  if (url.startsWith('/api/status')) return sendText(response, 503, JSON.stringify(front.progress), 'application/json');
  if (/^\/(api|tiles|basemap)\b/.test(url)) return refuse(new Refusal(503));
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
