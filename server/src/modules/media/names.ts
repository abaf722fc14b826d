import { PICTURE_SIZES, type PictureSize } from '../../contract/picture-sizes.ts';

/** What the bytes of one size are kept as. */
export const nameOf = (file: string, size: PictureSize | string): string => `${file.slice(0, 2)}/${file}/${size}.webp`;

export const namesOf = (file: string): string[] => PICTURE_SIZES.map((size) => nameOf(file, size));
