import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import express, { type Request, type Response, type Router } from 'express';
import type { Endpoint } from '../contract/endpoint.ts';
import { isAway } from '../db/errors.ts';
import { Abandoned, Forbidden } from '../errors.ts';
import { preferredCoding } from './encoding.ts';
import { letIn, readIdempotency, type Door } from './door.ts';
import { createCostLimit, type CostLimit } from './limits.ts';
import type { ServedPicture } from '../contract/picture.ts';
import { receiveBytes } from './bytes.ts';
import { headersOf, Refusal, sendProblem, toProblem } from './problem.ts';
import { check, readLang, readQuery, refuseQuery } from './query.ts';
import { ReadyAnswer } from './ready-answer.ts';
import type { Route } from './route.ts';
import { Dated, Streamed } from './streamed.ts';

/** What http/front leaves on the request for the rest. */
export interface Fronted {
  requestId: string;
  /** Who asks; for limits only, never kept. */
  address: string;
  log(cause: unknown): void;
  /** The answer is being taken: its deadline begins anew. */
  goesOn(): void;
}
export const fronted = new WeakMap<object, Fronted>();

/** An express router in which every route checks its input by its endpoint and answers JSON or a problem. */
export function bindRoutes(routes: readonly Route[], door: Door): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  const methods = new Map<string, Set<string>>();
  for (const { endpoint, run } of routes) {
    const path = endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1');
    methods.set(path, (methods.get(path) ?? new Set()).add(endpoint.method));
    const method = endpoint.method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';
    const limit =
      endpoint.limit && createCostLimit(endpoint.limit.times / endpoint.limit.seconds, endpoint.limit.seconds);
    const limited = { endpoint, run: limit ? limitRun({ endpoint, run }, limit) : run };
    router[method](path, (request, response) => answer(limited, request, response, door));
  }
  for (const [path, allowed] of methods) {
    router.all(path, (request, response) =>
      refuse(request, response, new Refusal(405, { Allow: [...allowed].join(', ') })),
    );
  }
  return router;
}

async function answer({ endpoint, run }: Route, request: Request, response: Response, door: Door): Promise<void> {
  const search = new URL(request.originalUrl, 'http://x').search;
  const lang = readLang(search, request.headers['accept-language']);
  const { requestId = '', address = '' } = fronted.get(request) ?? {};
  try {
    const who = await letIn(endpoint, request, response, door);
    const query = readQuery(search);
    const asked = {
      params: endpoint.params && check(endpoint.params, request.params, 'path', lang),
      query: endpoint.query ? check(endpoint.query, query, 'query', lang) : refuseQuery(query),
    };
    // Bytes are taken in once everything else is right.
    if (endpoint.receives) await receiveBytes(endpoint.receives, request, response);
    const received = { ...asked, body: endpoint.body && check(endpoint.body, request.body, 'body', lang) };
    const idempotency = readIdempotency(endpoint, request, response, received);
    const contentType = (request.headers['content-type'] ?? '').split(';', 1)[0]!.trim().toLowerCase();
    const context = { now: door.clock(), lang, requestId, address, contentType, idempotency, ...who };
    const isGone = () => response.headersSent || response.destroyed;
    const result = await run(received, { ...context, isGone });
    // It was refused meanwhile, as it took too long.
    if (isGone()) return;
    if (endpoint.responseType === 'image/webp') return sendPicture(response, result as ServedPicture);
    response.set('Cache-Control', cachingOf(endpoint, result));
    response.set('Content-Language', lang).vary('Accept-Language');
    if (result instanceof Streamed) await sendStreamed(request, response, endpoint, result);
    else if (result instanceof ReadyAnswer) await sendReady(request, response, result);
    else if (endpoint.responseType) sendFile(response, endpoint, result);
    else response.json(result);
  } catch (cause) {
    if (cause instanceof Abandoned) return;
    if (cause instanceof Forbidden && cause.reason === 'cross_origin')
      void door.onForeign?.({ endpoint: endpoint.id, requestId }, address);
    refuse(request, response, cause);
  }
}

/** What is somebody's own is kept nowhere. */
function cachingOf({ access, asksWho }: Endpoint, result: unknown): string {
  if (access !== 'public' || asksWho) return 'private, no-store';
  return isReduced(result) ? 'no-store' : 'no-cache';
}

/** Nobody is to keep what will soon be answered in full. */
function isReduced(result: unknown): boolean {
  const { degraded } = (result ?? {}) as { degraded?: unknown };
  return Array.isArray(degraded) && degraded.length > 0;
}

/** A known ETag is answered 304 by express. Rejects when it cannot be packed. */
async function sendReady(request: Request, response: Response, { bytes }: ReadyAnswer<unknown>): Promise<void> {
  const form = await bytes.form(preferredCoding(request.headers['accept-encoding']));
  if (response.headersSent || response.destroyed) return;
  if (form.coding) response.set('Content-Encoding', form.coding);
  response.set('ETag', form.etag).vary('Accept-Encoding').type('json').send(form.body);
}

/** A text of another type. */
function sendFile(response: Response, endpoint: Endpoint, text: unknown): void {
  nameFile(response, endpoint);
  if (!(text instanceof Dated)) return void response.send(text);
  response.set('Last-Modified', text.changedAt.toUTCString()).send(text.text);
}

/** A table, or what has no end in sight, is kept as a file named by the end of its path. */
function nameFile(response: Response, { responseType, path }: Endpoint): void {
  if (KEPT.has(responseType!)) response.attachment(path.slice(path.lastIndexOf('/') + 1));
  response.type(responseType === XLSX ? XLSX : `${responseType}; charset=utf-8`);
}
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const KEPT = new Set<string>(['text/csv', 'application/x-ndjson', XLSX]);

async function sendStreamed(
  request: Request,
  response: Response,
  endpoint: Endpoint,
  { parted: { parts, onBroken } }: Streamed,
): Promise<void> {
  const front = fronted.get(request);
  async function* read() {
    try {
      for await (const part of parts) {
        front?.goesOn();
        yield part;
      }
    } catch (cause) {
      // Whoever hung up broke nothing.
      if (response.destroyed) return;
      front?.log(cause);
      if (!onBroken) throw cause;
      yield onBroken(cause);
    }
  }
  nameFile(response, endpoint);
  if (request.method === 'HEAD') return void response.end();
  // Who hangs up ends the reading.
  await pipeline(Readable.from(read(), { highWaterMark: 1 }), response).catch(() => undefined);
}

/** As nothing but a picture, whatever its bytes are; it stays what it is, so that whoever may see it keeps it. */
function sendPicture(response: Response, { bytes, etag, isPublic }: ServedPicture): void {
  response.set({
    'Content-Type': 'image/webp',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cache-Control': isPublic ? 'public, max-age=31536000, immutable' : 'private, no-store',
    ...(isPublic && { ETag: etag }),
  });
  response.send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

/** Counts what passed the checks: a mistyped field costs nobody a call. */
function limitRun({ endpoint, run }: Route, limit: CostLimit): Route<Endpoint>['run'] {
  const { times, seconds } = endpoint.limit!;
  return (received, context) => {
    if (!limit.spend(context.address, 1, performance.now()))
      throw new Refusal(429, { 'Retry-After': String(Math.ceil(seconds / times)) });
    return run(received, context);
  };
}

export function refuse(request: Request, response: Response, cause: unknown): void {
  const lang = readLang(request.originalUrl, request.headers['accept-language']);
  const front = fronted.get(request);
  const problem = toProblem(cause, lang, front?.requestId ?? '');
  if (problem.status >= 500 && !isAway(cause) && !(cause instanceof Refusal)) front?.log(cause);
  sendProblem(response, problem, lang, headersOf(cause));
}
