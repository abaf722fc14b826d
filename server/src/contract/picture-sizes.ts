/** Pixels of the longer side of what is kept of a photo; a smaller one is not enlarged. */
export const PICTURE_SIZES = [320, 800, 1600] as const;
export type PictureSize = (typeof PICTURE_SIZES)[number];

/** Characters that say what a photo shows. */
export const ALT_TEXT = { least: 1, most: 200 } as const;

export const pathOfPicture = (file: string, size: PictureSize): string => `/files/${file}/${size}.webp`;
