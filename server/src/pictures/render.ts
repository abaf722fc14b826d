import sharp from 'sharp';
import { PICTURE_SIZES, type PictureSize } from '../contract/picture-sizes.ts';
import { checkPicture } from './check.ts';
import type { Picture, Rendition } from './picture.ts';
import { PictureProblem } from './problem.ts';

const MOST_PIXELS = 64_000_000;
const QUALITY = 80;
const LARGEST = PICTURE_SIZES.at(-1)!;
const TOO_LARGE = /exceeds pixel limit/;

sharp.cache(false);
sharp.concurrency(1);
// Whoever gets past the look at the first bytes finds no other reader.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
});

interface Pixels {
  data: Buffer;
  info: { width: number; height: number; channels: 1 | 2 | 3 | 4 };
}

/** Turned upright, as sRGB, without where and by what it was taken. Throws PictureProblem. */
export async function renderPicture(bytes: Buffer, declared: string): Promise<Picture> {
  const kind = checkPicture(bytes, declared);
  try {
    const pixels = await decode(bytes);
    const renditions: Rendition[] = [];
    for (const size of PICTURE_SIZES) renditions.push(await encode(pixels, size));
    return { kind, renditions };
  } catch (cause) {
    throw new PictureProblem(TOO_LARGE.test((cause as Error).message) ? 'pixels' : 'broken');
  }
}

async function decode(bytes: Buffer): Promise<Pixels> {
  return sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', sequentialRead: true })
    .autoOrient()
    .resize({ width: LARGEST, height: LARGEST, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
}

async function encode({ data, info: { width, height, channels } }: Pixels, size: PictureSize): Promise<Rendition> {
  const made = await sharp(data, { raw: { width, height, channels } })
    .resize({ width: size, height: size, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: QUALITY, effort: 4 })
    .toBuffer({ resolveWithObject: true });
  return { size, width: made.info.width, height: made.info.height, bytes: made.data };
}
