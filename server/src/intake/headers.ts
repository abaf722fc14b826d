import type { Column } from './reading/columns.ts';
import { toNameKey } from './reading/values/text.ts';

export interface Headers {
  /** Column key by index in the file; null where unknown. */
  keys: (string | null)[];
  /** As the file writes it, by key. */
  labels: ReadonlyMap<string, string>;
  unknown: string[];
  /** By index: the unit a header of numbers says, as 小时 in 时长（小时）. */
  units: (string | null)[];
  /** Required and not there, both names. */
  missing: Column[];
  /** Two headers that mean the same. */
  repeated: string[];
}

/** What somebody says headers mean: the key of a column, or null for none. */
export type Mapping = Readonly<Record<string, string | null>>;

/** Finds the columns which the headers of a file name, in Chinese or English; what is told holds over what is guessed. */
export function matchHeaders(headers: readonly string[], columns: readonly Column[], told: Mapping = {}): Headers {
  const byName = namesOf(columns);
  const isTold = (header: string) => Object.hasOwn(told, header);
  const known = new Set(columns.map(({ key }) => key));
  const toldKeys = new Set(headers.map((header) => (isTold(header) ? told[header]! : null)));
  const keys = headers.map((header) => {
    const key = isTold(header) ? told[header]! : findKey(header, byName);
    return key !== null && known.has(key) && (isTold(header) || !toldKeys.has(key)) ? key : null;
  });
  for (const { key, otherwise = [] } of columns) {
    const names = new Set(otherwise.map(toNameKey));
    const at = keys.includes(key)
      ? -1
      : headers.findIndex((header, i) => keys[i] === null && !isTold(header) && names.has(bareKey(header)));
    if (at >= 0) keys[at] = key;
  }
  const counted = new Set<string | null>(columns.filter(({ isCounted }) => isCounted).map(({ key }) => key));
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
    units: headers.map((header, i) => (counted.has(keys[i]!) ? unitOf(header) : null)),
    unknown: headers.filter((header, i) => keys[i] === null && header !== ''),
    missing: columns.filter(({ key, required }) => required && !labels.has(key) && !standsIn(key, labels)),
  };
}

function namesOf(columns: readonly Column[]): Map<string, string> {
  const byName = new Map<string, string>();
  // What stands in a template wins over what is merely understood.
  for (const { key, also = [] } of columns) for (const name of also) byName.set(toNameKey(name), key);
  for (const { key, zh, en } of columns) for (const name of [zh, en]) byName.set(toNameKey(name), key);
  return byName;
}

/** 费用（元） is 费用; brackets that belong to a name are looked for first. */
const findKey = (header: string, byName: ReadonlyMap<string, string>): string | null =>
  byName.get(toNameKey(header.replace(/[*＊]/g, ''))) ?? byName.get(bareKey(header)) ?? null;

const bareKey = (header: string): string => toNameKey(header.replace(/[*＊:：]|[(（[【][^)）\]】]*[)）\]】]/g, ''));

const UNIT =
  /[(（[【]\s*(?:单位[:：]?)?((?:万|千)?元(?:\/\S{1,3})?|人|名|位|个|分钟|小时|秒|天|周|节|课时|学时|次|米|公里|千米|min|h|m|km)\s*[)）\]】]/i;
const unitOf = (header: string): string | null => UNIT.exec(header)?.[1] ?? null;

/** An institution may also be named by its id, a position in one column. */
const standsIn = (key: string, labels: ReadonlyMap<string, string>) =>
  (key === 'institution' && labels.has('institution_id')) ||
  ((key === 'lng' || key === 'lat') && labels.has('coordinates'));
