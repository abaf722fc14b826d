import { inflateSync } from 'node:zlib';
import { PictureProblem } from './problem.ts';

/** Bytes that all packed texts and profiles of a picture may unpack to. */
const MOST_UNPACKED = 1_000_000;
const MOST_CHUNKS = 20_000;
const PACKED = ['zTXt', 'iTXt', 'iCCP'];

interface Chunk {
  type: string;
  data: Buffer;
}

/** Follows the chunks to the last. Throws PictureProblem. */
export function checkPng(bytes: Buffer): void {
  let left = MOST_UNPACKED;
  for (const { type, data } of listChunks(bytes)) {
    if (type === 'acTL') throw new PictureProblem('moving');
    if (PACKED.includes(type)) left -= unpackedSize({ type, data }, left);
  }
}

function* listChunks(bytes: Buffer): Generator<Chunk> {
  let at = 8;
  for (let n = 0; n < MOST_CHUNKS && at + 12 <= bytes.length; n++) {
    const length = bytes.readUInt32BE(at);
    const end = at + 12 + length;
    if (end > bytes.length) break;
    const type = bytes.toString('latin1', at + 4, at + 8);
    yield { type, data: bytes.subarray(at + 8, end - 4) };
    if (type === 'IEND') {
      if (end !== bytes.length) throw new PictureProblem('hides');
      return;
    }
    at = end;
  }
  throw new PictureProblem('broken');
}

/** Throws PictureProblem where it would be more than `most`. */
function unpackedSize({ type, data }: Chunk, most: number): number {
  const packed = findPacked(type, data);
  if (!packed) return data.length;
  try {
    return inflateSync(packed, { maxOutputLength: Math.max(1, most) }).length;
  } catch (cause) {
    const isTooMuch = (cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw new PictureProblem(isTooMuch ? 'unpacks' : 'broken');
  }
}

/** After a keyword and what is said of the packing. */
function findPacked(type: string, data: Buffer): Buffer | null {
  const keyword = data.indexOf(0);
  if (keyword === -1) throw new PictureProblem('broken');
  if (type !== 'iTXt') return data.subarray(keyword + 2);
  if (data[keyword + 1] !== 1) return null;
  const language = data.indexOf(0, keyword + 3);
  const translated = language === -1 ? -1 : data.indexOf(0, language + 1);
  if (translated === -1) throw new PictureProblem('broken');
  return data.subarray(translated + 1);
}
