import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { Refused } from './rules.ts';

const DECODERS = { gzip: createGunzip, 'x-gzip': createGunzip, deflate: createInflate, br: createBrotliDecompress };

export const ENCODINGS = 'gzip, br';

/** The whole body, unpacked; at most `mostBytes` of it ever lie in memory. Throws Refused. */
export async function readBody(
  body: Readable,
  encoding: string | undefined,
  { mostBytes, signal }: { mostBytes: number; signal: AbortSignal },
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  const collect = async (source: AsyncIterable<Buffer>) => {
    for await (const chunk of source) {
      size += chunk.length;
      if (size > mostBytes) throw new Error('too large');
      chunks.push(chunk);
    }
  };
  const decoder = findDecoder(encoding);
  // Who is unpacked within others could grow at each step.
  if (decoder === undefined) throw new Refused('encoding');
  try {
    if (decoder === null) await pipeline(body, collect, { signal });
    else await pipeline(body, decoder(), collect, { signal });
  } catch (cause) {
    // What the other streams say of being cut off may come first.
    throw size > mostBytes ? new Refused('size') : cause;
  }
  return Buffer.concat(chunks);
}

/** Null for a plain body, undefined for what is not understood. */
function findDecoder(encoding = 'identity') {
  const name = encoding.trim().toLowerCase();
  if (name === 'identity' || name === '') return null;
  return Object.hasOwn(DECODERS, name) ? DECODERS[name as keyof typeof DECODERS] : undefined;
}
