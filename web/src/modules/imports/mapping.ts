import type { Import } from '@zlm/server/contract';

type Header = Import['headers'][number];
/** What each column of the file is taken for, in its order; '' for nothing. */
export type Keys = readonly string[];

export const keysOf = (headers: readonly Header[]): string[] => headers.map(({ key }) => key ?? '');
export const toMapping = (keys: Keys): (string | null)[] => keys.map((key) => key || null);

/** Columns of the kind that are needed and that no column of the file is. */
export const missingOf = (columns: Import['columns'], keys: Keys): Import['columns'] =>
  columns.filter(({ key, isNeeded }) => isNeeded && !keys.includes(key));

/** Places of columns that are taken for the same as an earlier one. */
export const doubledOf = (keys: Keys): number[] =>
  keys.flatMap((key, at) => (key !== '' && keys.indexOf(key) !== at ? [at] : []));

/** How a column came to be what it is. */
export function standingOf({ guess }: Header, key: string): 'known' | 'unknown' | 'chosen' | 'left' {
  if (key === (guess ?? '')) return guess === null ? 'unknown' : 'known';
  return key === '' ? 'left' : 'chosen';
}
