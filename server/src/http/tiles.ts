import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Lang } from '../contract/common.ts';
import { Invalid, NotFound } from '../errors.ts';
import { Refusal } from './problem.ts';
import { readQuery } from './query.ts';

export interface TileAddress {
  z: number;
  x: number;
  y: number;
}
/** Bytes of a tile, null where it is empty. Throws Invalid for bad filters. */
export interface TileSource {
  /** `/tiles/learning/` */
  prefix: string;
  tile(address: TileAddress, query: Record<string, string>, lang: Lang, now: Date): Uint8Array | null;
}

const MOST_ZOOM = 18;
const etags = new WeakMap<Uint8Array, string>();

/** `{prefix}{z}/{x}/{y}.mvt`; the same bytes have the same ETag in every process. */
export function sendTile(
  source: TileSource,
  request: IncomingMessage,
  response: ServerResponse,
  lang: Lang,
  now: Date,
): void {
  if (request.method !== 'GET' && request.method !== 'HEAD') throw new Refusal(405, { Allow: 'GET, HEAD' });
  const [path = '', search = ''] = (request.url ?? '').split('?', 2);
  const bytes = source.tile(readAddress(path.slice(source.prefix.length)), readQuery(search), lang, now);
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
  response.setHeader('Cache-Control', 'no-cache');
  if (!bytes) {
    response.writeHead(204).end();
    return;
  }
  const etag = etagOf(bytes);
  response.setHeader('ETag', etag);
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304).end();
    return;
  }
  response.writeHead(200, { 'Content-Type': 'application/vnd.mapbox-vector-tile', 'Content-Length': bytes.length });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

function readAddress(text: string): TileAddress {
  const match = /^(\d{1,2})\/(\d{1,6})\/(\d{1,6})\.mvt$/.exec(text);
  if (!match) throw new NotFound();
  const [z, x, y] = match.slice(1).map(Number) as [number, number, number];
  const errors = [
    ...(z > MOST_ZOOM ? [{ in: 'path' as const, field: 'z', message: 'is outside the range of tiles' }] : []),
    ...(x >= 2 ** z ? [{ in: 'path' as const, field: 'x', message: 'is outside the range of tiles' }] : []),
    ...(y >= 2 ** z ? [{ in: 'path' as const, field: 'y', message: 'is outside the range of tiles' }] : []),
  ];
  if (errors.length) throw new Invalid(errors);
  return { z, x, y };
}

function etagOf(bytes: Uint8Array): string {
  let etag = etags.get(bytes);
  if (!etag) etags.set(bytes, (etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"`));
  return etag;
}
