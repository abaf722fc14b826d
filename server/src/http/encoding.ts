import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const toGzip = promisify(gzip);
/** Below it the head of a response outweighs what is saved. */
const FEWEST_BYTES = 1024;

// Ready tiles are asked for again and again: each is packed once, for as long as it is kept.
const packed = new WeakMap<Uint8Array, Promise<Uint8Array>>();

/** Whether an Accept-Encoding takes gzip. */
export function takesGzip(acceptEncoding: string | undefined): boolean {
  let any = false;
  for (const part of (acceptEncoding ?? '').toLowerCase().split(',')) {
    const [coding = '', ...parameters] = part.split(';').map((text) => text.trim());
    const isRefused = parameters.some((text) => /^q=0(\.0*)?$/.test(text));
    if (coding === 'gzip') return !isRefused;
    if (coding === '*') any = !isRefused;
  }
  return any;
}

/** The gzip of larger bytes, null where it would not pay. */
export async function gzipOnce(bytes: Uint8Array): Promise<Uint8Array | null> {
  if (bytes.length < FEWEST_BYTES) return null;
  let pending = packed.get(bytes);
  if (!pending) packed.set(bytes, (pending = toGzip(bytes)));
  const small = await pending;
  return small.length < bytes.length ? small : null;
}

/** Weak comparison (RFC 9110, 13.1.2): an If-None-Match lists the ETag, or is `*`. */
export function matchesEtag(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
}
