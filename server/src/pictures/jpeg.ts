import { PictureProblem } from './problem.ts';

const [START_OF_IMAGE, END_OF_IMAGE, START_OF_SCAN] = [0xd8, 0xd9, 0xda];
/** Markers without a length of their own. */
const isBare = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= START_OF_IMAGE);

/** Follows the segments to the end of the image. Throws PictureProblem where it has none, or something else comes after. */
export function checkJpeg(bytes: Buffer): void {
  const end = findEnd(bytes);
  if (end === null) throw new PictureProblem('broken');
  if (!isUsualTrailer(bytes.subarray(end))) throw new PictureProblem('hides');
}

function findEnd(bytes: Buffer): number | null {
  let at = 2;
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1]!;
    if (marker === END_OF_IMAGE) return at + 2;
    // Any number of 0xff may stand before a marker.
    if (marker === 0xff) at += 1;
    else if (isBare(marker)) at += 2;
    else {
      if (at + 3 >= bytes.length) return null;
      at += 2 + Math.max(2, bytes.readUInt16BE(at + 2));
      if (marker === START_OF_SCAN) at = skipScan(bytes, at);
    }
  }
  return null;
}

/** To the next marker that is neither escaped nor a restart. */
function skipScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next !== 0x00 && !(next !== undefined && next >= 0xd0 && next <= 0xd7)) return at;
  }
  return bytes.length;
}

/** What cameras append: previews, gain maps, a short film, or filling. */
function isUsualTrailer(trailer: Buffer): boolean {
  if (trailer.every((byte) => byte === 0)) return true;
  if (trailer.subarray(0, 3).toString('latin1') === '\xff\xd8\xff') return true;
  return trailer.toString('latin1', 4, 8) === 'ftyp' || trailer.toString('latin1', trailer.length - 4) === 'SEFT';
}
