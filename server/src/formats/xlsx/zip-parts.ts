import { promisify } from 'node:util';
import { constants, crc32, deflateRaw } from 'node:zlib';

const deflate = promisify(deflateRaw);

/** Characters that are packed at a time. */
const BLOCK = 256 * 1024;
const MAX_SIZE = 0xffff_ffff;
// Sizes follow the bytes, names are UTF-8.
const FLAGS = 0x0808;
const VERSION = 20;
const DEFLATED = 8;
/** 1980-01-01: equal parts give equal bytes. */
const DOS_DATE = 0x21;

export interface Part {
  name: string;
  text: Iterable<string> | AsyncIterable<string>;
}

interface Packed {
  name: Buffer;
  at: number;
  sum: number;
  packed: number;
  whole: number;
}

/** A zip archive as it is made: what it holds need never be in memory at once. Throws RangeError above 4 GB. */
export async function* zipParts(parts: readonly Part[]): AsyncGenerator<Buffer> {
  const done: Packed[] = [];
  let at = 0;
  for (const { name, text } of parts) {
    const entry: Packed = { name: Buffer.from(name), at, sum: 0, packed: 0, whole: 0 };
    const head = toLocalHead(entry);
    yield head;
    for await (const bytes of packed(text, entry)) yield bytes;
    const tail = toDescriptor(entry);
    yield tail;
    at += head.length + entry.packed + tail.length;
    if (Math.max(at, entry.whole) > MAX_SIZE) throw new RangeError('a workbook holds at most 4 GB');
    done.push(entry);
  }
  const directory = Buffer.concat(done.map(toEntry));
  yield directory;
  yield toEnd(done.length, directory.length, at);
}

async function* packed(text: Part['text'], entry: Packed): AsyncGenerator<Buffer> {
  let kept = '';
  for await (const more of text) {
    kept += more;
    if (kept.length < BLOCK) continue;
    yield await pack(kept, entry, constants.Z_FULL_FLUSH);
    kept = '';
  }
  yield await pack(kept, entry, constants.Z_FINISH);
}

/** Blocks that end on a byte may stand one behind the other. */
async function pack(text: string, entry: Packed, finishFlush: number): Promise<Buffer> {
  const bytes = Buffer.from(text);
  const block = await deflate(bytes, { finishFlush });
  entry.sum = crc32(bytes, entry.sum);
  entry.whole += bytes.length;
  entry.packed += block.length;
  return block;
}

function toLocalHead({ name }: Packed): Buffer {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  writeFacts(head, 4);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, name]);
}

/** Version, flags, method, time and date. */
function writeFacts(head: Buffer, at: number): void {
  for (const [n, value] of [VERSION, FLAGS, DEFLATED, 0, DOS_DATE].entries()) head.writeUInt16LE(value, at + 2 * n);
}

function toDescriptor(entry: Packed): Buffer {
  const tail = Buffer.alloc(16);
  tail.writeUInt32LE(0x08074b50, 0);
  writeSizes(tail, 4, entry);
  return tail;
}

function writeSizes(bytes: Buffer, at: number, { sum, packed, whole }: Packed): void {
  for (const [n, value] of [sum, packed, whole].entries()) bytes.writeUInt32LE(value, at + 4 * n);
}

function toEntry(entry: Packed): Buffer {
  const head = Buffer.alloc(46);
  head.writeUInt32LE(0x02014b50, 0);
  head.writeUInt16LE(VERSION, 4);
  writeFacts(head, 6);
  writeSizes(head, 16, entry);
  head.writeUInt16LE(entry.name.length, 28);
  head.writeUInt32LE(entry.at, 42);
  return Buffer.concat([head, entry.name]);
}

function toEnd(count: number, length: number, at: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(at, 16);
  return end;
}
