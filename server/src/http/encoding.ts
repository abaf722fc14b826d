import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { Recent } from './recent.ts';

export type Coding = 'br' | 'gzip';

const toGzip = promisify(gzip);
const toBrotli = promisify(brotliCompress);
/** Below it the head of a response outweighs what is saved. */
export const FEWEST_BYTES = 1024;
// Levels above save a few bytes for several times the work.
const BROTLI_QUALITY = 5;
/** A third of the time, a sixth more bytes: for what is asked for once or twice. */
const HASTY_BROTLI_QUALITY = 3;
const LONGEST_REMEMBERED = 100;

const preferred = new Recent<{ coding: Coding | null }>(100);

/** What an Accept-Encoding wants most (RFC 9110, 12.5.3), null for plain; br where gzip is as welcome. */
export function preferredCoding(acceptEncoding: string | undefined): Coding | null {
  if (acceptEncoding === undefined) return null;
  let found = preferred.get(acceptEncoding);
  if (!found) {
    found = { coding: choose(readWeights(acceptEncoding)) };
    if (acceptEncoding.length <= LONGEST_REMEMBERED) preferred.set(acceptEncoding, found);
  }
  return found.coding;
}

function choose(weights: ReadonlyMap<string, number>): Coding | null {
  const others = weights.get('*') ?? 0;
  const br = weights.get('br') ?? others;
  const gzipped = weights.get('gzip') ?? weights.get('x-gzip') ?? others;
  const most = Math.max(br, gzipped);
  // Plain is always good, and best only where it says so.
  if (most === 0 || most < (weights.get('identity') ?? 0)) return null;
  return br === most ? 'br' : 'gzip';
}

function readWeights(acceptEncoding: string): Map<string, number> {
  const weights = new Map<string, number>();
  for (const part of acceptEncoding.toLowerCase().split(',')) {
    const [coding = '', ...parameters] = part.split(';').map((text) => text.trim());
    const weight = parameters.find((text) => text.startsWith('q='))?.slice(2) ?? '1';
    if (coding !== '') weights.set(coding, /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(weight) ? Number(weight) : 0);
  }
  return weights;
}

/** Off the main thread; null where it would not pay. */
export async function pack(bytes: Uint8Array, coding: Coding, isHasty = false): Promise<Uint8Array | null> {
  const quality = isHasty ? HASTY_BROTLI_QUALITY : BROTLI_QUALITY;
  const packed =
    coding === 'gzip' ? await toGzip(bytes) : await toBrotli(bytes, { params: brotliParams(bytes, quality) });
  // A copy: what zlib gives holds the whole block it was written into.
  return packed.length < bytes.length ? new Uint8Array(packed) : null;
}

const brotliParams = ({ length }: Uint8Array, quality: number) => ({
  [constants.BROTLI_PARAM_QUALITY]: quality,
  [constants.BROTLI_PARAM_SIZE_HINT]: length,
  // No window larger than the bytes: it would be cleared for each.
  [constants.BROTLI_PARAM_LGWIN]: Math.min(22, Math.max(10, 32 - Math.clz32(length))),
});

/** Weak comparison (RFC 9110, 13.1.2): an If-None-Match lists the ETag, or is `*`. */
export function matchesEtag(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
}
