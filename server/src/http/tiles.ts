import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Lang } from '../contract/common.ts';
import { Invalid, NotFound } from '../errors.ts';
import { gzipOnce, matchesEtag, takesGzip } from './encoding.ts';
import { Refusal } from './problem.ts';
import { readQuery } from './query.ts';

export interface TileAddress {
  z: number;
  x: number;
  y: number;
}
/** A ready tile; the ETag is made of the bytes alone. */
export interface ServedTile {
  bytes: Uint8Array;
  etag: string;
}
/** A tile, null where it is empty. Throws Invalid for bad filters. */
export interface TileSource {
  /** `/tiles/learning/` */
  prefix: string;
  tile(
    address: TileAddress,
    query: Record<string, string>,
    lang: Lang,
    now: Date,
  ): ServedTile | null | Promise<ServedTile | null>;
}

const MOST_ZOOM = 18;

/** `{prefix}{z}/{x}/{y}.mvt`; rejects with what the source throws. */
export async function sendTile(
  source: TileSource,
  request: IncomingMessage,
  response: ServerResponse,
  lang: Lang,
  now: Date,
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') throw new Refusal(405, { Allow: 'GET, HEAD' });
  const [path = '', search = ''] = (request.url ?? '').split('?', 2);
  const tile = await source.tile(readAddress(path.slice(source.prefix.length)), readQuery(search), lang, now);
  response.setHeader('Cache-Control', 'no-cache');
  if (!tile) {
    response.writeHead(204).end();
    return;
  }
  response.setHeader('Vary', 'Accept-Encoding');
  const gzipped = takesGzip(request.headers['accept-encoding']) ? await gzipOnce(tile.bytes) : null;
  // A strong ETag names exact bytes: the packed ones have a weak one.
  response.setHeader('ETag', gzipped ? `W/${tile.etag}` : tile.etag);
  if (matchesEtag(request.headers['if-none-match'], tile.etag)) {
    response.writeHead(304).end();
    return;
  }
  const body = gzipped ?? tile.bytes;
  response.writeHead(200, {
    'Content-Type': 'application/vnd.mapbox-vector-tile',
    'Content-Length': body.length,
    ...(gzipped && { 'Content-Encoding': 'gzip' }),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
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
