import type { Column } from './reading/columns.ts';
import { toNameKey } from './reading/values/text.ts';

export interface Headers {
  /** Column key by index in the file; null where unknown. */
  keys: (string | null)[];
  /** As the file writes it, by key. */
  labels: ReadonlyMap<string, string>;
  unknown: string[];
  /** Required and not there, both names. */
  missing: Column[];
  /** Two headers that mean the same. */
  repeated: string[];
}

/** Finds the columns which the headers of a file name, in Chinese or English. */
export function matchHeaders(headers: readonly string[], columns: readonly Column[]): Headers {
  const byName = new Map<string, string>();
  // What stands in a template wins over what is merely understood.
  for (const { key, also = [] } of columns) for (const name of also) byName.set(toNameKey(name), key);
  for (const { key, zh, en } of columns) for (const name of [zh, en]) byName.set(toNameKey(name), key);

  const keys = headers.map((header) => byName.get(toNameKey(header.replace(/[*＊]/g, ''))) ?? null);
  const labels = new Map<string, string>();
  const repeated: string[] = [];
  keys.forEach((key, i) => {
    if (key === null) return;
    if (labels.has(key)) repeated.push(headers[i]!);
    else labels.set(key, headers[i]!);
  });
  return {
    keys,
    labels,
    repeated,
    unknown: headers.filter((header, i) => keys[i] === null && header !== ''),
    missing: columns.filter(({ key, required }) => required && !labels.has(key) && !standsIn(key, labels)),
  };
}

/** An institution may also be named by its id, a position in one column. */
const standsIn = (key: string, labels: ReadonlyMap<string, string>) =>
  (key === 'institution' && labels.has('institution_id')) ||
  ((key === 'lng' || key === 'lat') && labels.has('coordinates'));
