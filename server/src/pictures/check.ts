import { checkJpeg } from './jpeg.ts';
import { kindOf, type PictureKind } from './kinds.ts';
import { checkPng } from './png.ts';
import { PictureProblem } from './problem.ts';
import { checkWebp } from './webp.ts';

const CHECKS: Record<PictureKind, (bytes: Buffer) => void> = { jpeg: checkJpeg, png: checkPng, webp: checkWebp };
/** Long enough that packed pixels never say them by chance. */
const PAGES = /<(?:script|iframe|!doctype|html[\s>]|\?php)/i;

/** A still photo and nothing else, before anything decodes it. Throws PictureProblem. */
export function checkPicture(bytes: Buffer, declared: string): PictureKind {
  if (bytes.length === 0) throw new PictureProblem('empty');
  const kind = kindOf(bytes);
  if (kind === null) throw new PictureProblem('kind');
  if (kind === 'heic') throw new PictureProblem('heic');
  if (declared.replace(/jpg$/, 'jpeg') !== `image/${kind}`) throw new PictureProblem('lies');
  CHECKS[kind](bytes);
  if (PAGES.test(bytes.toString('latin1'))) throw new PictureProblem('hides');
  return kind;
}
