/** As the server reads them; the ending tells, as devices name types by what opens them. */
const TYPES: Record<string, string> = {
  csv: 'text/csv',
  tsv: 'text/plain',
  txt: 'text/plain',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  geojson: 'application/geo+json',
  geojsonl: 'application/geo+json',
  json: 'application/json',
};
export const MOST_BYTES = 10_000_000;
export const ENDINGS = Object.keys(TYPES).map((ending) => `.${ending}`);
/** Of older or other programs, which can save as what is read here. */
const OLDER = ['xls', 'et', 'ods', 'numbers', 'xlsm', 'xlsb'];

export const endingOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
export const typeOf = (name: string): string => TYPES[endingOf(name)] ?? 'application/octet-stream';

/** Why a file need not be sent at all; null: it may be. */
export function troubleOf({
  name,
  size,
}: {
  name: string;
  size: number;
}): 'older' | 'other' | 'empty' | 'large' | null {
  const ending = endingOf(name);
  if (OLDER.includes(ending)) return 'older';
  if (!(ending in TYPES)) return 'other';
  if (size === 0) return 'empty';
  return size > MOST_BYTES ? 'large' : null;
}
