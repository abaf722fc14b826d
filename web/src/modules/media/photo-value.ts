import { ALT_TEXT } from '@zlm/server/contract/picture-sizes';

/** A photo of a form: what was uploaded, and what it shows. */
export interface PhotoValue {
  file: string;
  alt: string;
  width: number;
  height: number;
}

/** What is wrong with a description, as a key of the texts; null where nothing is. */
export function findWrong(alt: string): 'media.needWhat' | 'media.longWhat' | null {
  const { length } = [...alt.trim()];
  if (length < ALT_TEXT.least) return 'media.needWhat';
  return length > ALT_TEXT.most ? 'media.longWhat' : null;
}

/** The list with one of its entries somewhere else. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, at) => at !== from);
  return [...rest.slice(0, to), list[from]!, ...rest.slice(to)];
}
