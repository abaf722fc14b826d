/** Pixels of the longer side of what is kept of a photo; a smaller one is not enlarged. */
export const PICTURE_SIZES = [320, 800, 1600] as const;
export type PictureSize = (typeof PICTURE_SIZES)[number];

/** Characters that say what a photo shows. */
export const ALT_TEXT = { least: 1, most: 200 } as const;

export const pathOfPicture = (file: string, size: PictureSize): string => `/files/${file}/${size}.webp`;

interface Photo {
  file: string;
  alt: string;
  width: number;
  height: number;
}
/** One size of a photo, ready to be shown. */
export function toPicture({ file, alt, width, height }: Photo, size: PictureSize) {
  const scale = Math.min(1, size / Math.max(width, height));
  return { src: pathOfPicture(file, size), alt, width: Math.round(width * scale), height: Math.round(height * scale) };
}
