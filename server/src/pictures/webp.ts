import { PictureProblem } from './problem.ts';

const ANIMATED = 0x02;

/** Throws PictureProblem where its length is not what it says, or it moves. */
export function checkWebp(bytes: Buffer): void {
  if (bytes.length < 30) throw new PictureProblem('broken');
  const size = bytes.readUInt32LE(4) + 8;
  if (size > bytes.length) throw new PictureProblem('broken');
  if (size + (size % 2) < bytes.length) throw new PictureProblem('hides');
  const isExtended = bytes.toString('latin1', 12, 16) === 'VP8X';
  if (isExtended && (bytes[20]! & ANIMATED) !== 0) throw new PictureProblem('moving');
}
