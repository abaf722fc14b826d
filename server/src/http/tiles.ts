import type { IncomingMessage } from 'node:http';
import type { Lang } from '../contract/lists.ts';
import { Invalid, NotFound } from '../errors.ts';
import { preferredCoding } from './encoding.ts';
import { Refusal } from './problem.ts';
import { readLang, readQuery } from './query.ts';
import type { ReadyTile } from './ready-tile.ts';
import { Recent } from './recent.ts';
import { sendForm, sendNothing, type TileRequest } from './tile-answer.ts';

export interface TileAddress {
  z: number;
  x: number;
  y: number;
}
/** Where tiles come from; `Q` is what a query string asks for. */
export interface TileSource<Q = unknown> {
  /** `/tiles/learning/` */
  prefix: string;
  /** Throws Invalid. */
  read(search: string, request: IncomingMessage): Q;
  /** Whether a tile of it has to wait for its turn; others are ready, or soon are. */
  isCostly?(question: Q, now: Date): boolean;
  /** A tile, null where it is empty. Throws Invalid for codes unknown today. */
  tile(address: TileAddress, question: Q, now: Date): ReadyTile | null | Promise<ReadyTile | null>;
}

const MOST_ZOOM = 18;
// One address for each tile: no zeros in front.
const CANONICAL = /^(0|[1-9]\d?)\/(0|[1-9]\d{0,5})\/(0|[1-9]\d{0,5})\.mvt$/;
const QUERIES_REMEMBERED = 300;
const LONGEST_REMEMBERED = 1024;

/** Reads query strings by `parse`, one seen lately without it. */
export function readOnce<Q extends object>(
  parse: (query: Record<string, string>, lang: Lang) => Q,
): TileSource<Q>['read'] {
  const remembered = new Recent<Q>(QUERIES_REMEMBERED);
  return (search, request) => {
    const found = remembered.get(search);
    if (found) return found;
    const question = parse(readQuery(search), readLang(request.url ?? '', request.headers['accept-language']));
    if (search.length <= LONGEST_REMEMBERED) remembered.set(search, question);
    return question;
  };
}

/** The source of a URL like `{prefix}….mvt?…`. */
export function findTiles(sources: readonly TileSource[], url: string): TileSource | undefined {
  const queryAt = url.indexOf('?');
  const end = queryAt < 0 ? url.length : queryAt;
  for (const source of sources) if (url.startsWith(source.prefix) && url.endsWith('.mvt', end)) return source;
  return undefined;
}

/** Puts off expensive work until it is its turn; rejects with what it throws. */
export type WaitForTurn = (run: () => Promise<void> | undefined) => Promise<void>;

/** Answers at once when the tile is ready, else later; throws and rejects with what the source does. */
export function sendTile(
  source: TileSource,
  asked: TileRequest,
  now: Date,
  waitForTurn: WaitForTurn,
): Promise<void> | undefined {
  const { method, url = '' } = asked.request;
  if (method !== 'GET' && method !== 'HEAD') throw new Refusal(405, { Allow: 'GET, HEAD' });
  const queryAt = url.indexOf('?');
  const address = readAddress(url.slice(source.prefix.length, queryAt < 0 ? undefined : queryAt));
  const question = source.read(queryAt < 0 ? '' : url.slice(queryAt + 1), asked.request);
  const send = () => {
    const tile = source.tile(address, question, now);
    return tile instanceof Promise ? tile.then((ready) => sendReady(ready, asked)) : sendReady(tile, asked);
  };
  return source.isCostly?.(question, now) ? waitForTurn(send) : send();
}

function sendReady(tile: ReadyTile | null, asked: TileRequest): Promise<void> | undefined {
  if (!tile) return void sendNothing(asked);
  const form = tile.form(preferredCoding(asked.request.headers['accept-encoding']));
  if (form instanceof Promise) return form.then((packed) => sendForm(packed, tile.plain.etag, asked));
  return void sendForm(form, tile.plain.etag, asked);
}

function readAddress(text: string): TileAddress {
  const match = CANONICAL.exec(text);
  if (!match) throw new NotFound();
  const [z, x, y] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const side = 2 ** z;
  if (z <= MOST_ZOOM && x < side && y < side) return { z, x, y };
  const bad = { z: z > MOST_ZOOM, x: x >= side, y: y >= side };
  const fields = (['z', 'x', 'y'] as const).filter((field) => bad[field]);
  throw new Invalid(fields.map((field) => ({ in: 'path', field, message: 'is outside the range of tiles' })));
}
