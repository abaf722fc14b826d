import { gzipSync } from 'node:zlib';
import { zxyToTileId } from 'pmtiles';

export interface ArchiveTile {
  z: number;
  x: number;
  y: number;
  bytes: Uint8Array;
}

const HEADER_BYTES = 127;
const ROOT_BYTES = 16_384 - HEADER_BYTES;
const GZIP = 2;
const MVT = 1;

/** A PMTiles archive of version 3 with one directory; throws when there are too many tiles for that. */
export function writeArchive(tiles: readonly ArchiveTile[], metadata: object, bbox: readonly number[]): Buffer {
  const sorted = tiles
    .map(({ z, x, y, bytes }) => ({ id: zxyToTileId(z, x, y), bytes: gzipSync(bytes) }))
    .sort((a, b) => a.id - b.id);
  const root = gzipSync(writeDirectory(sorted.map(({ id, bytes }) => ({ id, length: bytes.length }))));
  if (root.length > ROOT_BYTES) throw new RangeError(`${tiles.length} tiles need more than one directory`);
  const described = gzipSync(JSON.stringify(metadata));
  const data = Buffer.concat(sorted.map(({ bytes }) => bytes));
  const zooms = tiles.map(({ z }) => z);
  const header = Buffer.alloc(HEADER_BYTES);
  header.write('PMTiles', 'latin1');
  header[7] = 3;
  const dataAt = HEADER_BYTES + root.length + described.length;
  const sections = [HEADER_BYTES, root.length, HEADER_BYTES + root.length, described.length, dataAt, 0, dataAt];
  const counts = [data.length, sorted.length, sorted.length, sorted.length];
  [...sections, ...counts].forEach((value, i) => header.writeBigUInt64LE(BigInt(value), 8 + i * 8));
  header.set([1, GZIP, GZIP, MVT, Math.min(...zooms), Math.max(...zooms)], 96);
  bbox.forEach((degrees, i) => header.writeInt32LE(Math.round(degrees * 1e7), 102 + i * 4));
  return Buffer.concat([header, root, described, data]);
}

function writeDirectory(entries: readonly { id: number; length: number }[]): Buffer {
  // The last column: 0 where a tile follows the one before, else its offset and one.
  const columns = [
    entries.map(({ id }, i) => id - (entries[i - 1]?.id ?? 0)),
    entries.map(() => 1),
    entries.map(({ length }) => length),
    entries.map((_, i) => (i === 0 ? 1 : 0)),
  ];
  return Buffer.from([entries.length, ...columns.flat()].flatMap(toVarint));
}

function toVarint(value: number): number[] {
  const bytes: number[] = [];
  for (; value >= 0x80; value = Math.floor(value / 0x80)) bytes.push((value % 0x80) + 0x80);
  return [...bytes, value];
}
