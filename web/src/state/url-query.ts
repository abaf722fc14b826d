import type { FilterInput } from '@zlm/server/contract';
import { isDay, isLngLat, isNear, isViewport, isWallTime, isWithin } from './url-values.ts';
import { KINDS } from '@zlm/server/contract/kinds';
import { MODES, PARTS, PRICES, SCOPES, SEATS, SORTS, STATUSES, WEEKDAYS, WHENS } from '@zlm/server/contract/lists';
import type { FilterName, Scope, Sort } from './words.ts';

export interface Viewport {
  lng: number;
  lat: number;
  zoom: number;
}
/** Everything the URL holds beside language and selection. */
export interface UrlQuery {
  filters: FilterInput;
  map: Viewport | null;
  scope: Scope | null;
  sort: Sort | null;
  /** A division code, or `me` for the position of this device. */
  place: string | null;
}
type RawQuery = Record<string, string | (string | null)[] | null | undefined>;
type Check = (text: string) => boolean;

const oneOf =
  (values: readonly string[]): Check =>
  (text) =>
    values.includes(text);
const like =
  (pattern: RegExp): Check =>
  (text) =>
    pattern.test(text);
/** A map, because a word like `constructor` must not find what objects inherit. */
const table = (checks: Record<string, Check>) => new Map(Object.entries(checks));
const code = like(/^[a-z0-9][a-z0-9_-]{0,63}$/);

/** Lists keep the values that pass and drop the others; single words pass or go. */
const LISTS = table({
  kind: oneOf(KINDS),
  topic: code,
  audience: code,
  format: code,
  mode: oneOf(MODES),
  price: oneOf(PRICES),
  part: oneOf(PARTS),
  weekday: oneOf(WEEKDAYS),
  status: oneOf(STATUSES),
  division: like(/^\d{6}(\d{3})?$/),
  institution: like(/^[1-9]\d{0,15}$/),
  seats: oneOf(SEATS),
  accessible: code,
});
const SINGLES = table({
  q: (text) => text.trim() !== '' && [...text].length <= 200,
  from: isDay,
  to: isDay,
  when: oneOf(WHENS),
  open: (text) => text === 'now' || isWallTime(text),
  near: isNear,
  within: isWithin,
  at: isLngLat,
});
export const FILTER_NAMES = [...SINGLES.keys(), ...LISTS.keys()].sort() as FilterName[];
const VIEW = table({
  map: isViewport,
  scope: oneOf(SCOPES),
  sort: oneOf(SORTS),
  place: like(/^(me|\d{6}(\d{3})?)$/),
});

/** Reads a route query; `dropped` names the words that were not understood, in whole or in part. */
export function parseQuery(raw: RawQuery): { query: UrlQuery; dropped: string[] } {
  const filters: Record<string, string> = {};
  const view: Record<string, string> = {};
  const dropped: string[] = [];
  for (const [name, value] of Object.entries(raw)) {
    const text = join(value, LISTS.has(name));
    const kept = checkWord(name, text);
    if (kept === null || kept !== canonical(name, text)) dropped.push(name);
    if (kept === null) continue;
    if (VIEW.has(name)) view[name] = kept;
    else filters[name] = kept;
  }
  const query: UrlQuery = {
    filters: filters,
    map: view.map === undefined ? null : toViewport(view.map),
    scope: (view.scope as Scope | undefined) ?? null,
    sort: (view.sort as Sort | undefined) ?? null,
    place: view.place ?? null,
  };
  return { query, dropped };
}

/** Writes a query in canonical order: filters by name, then the view. */
export function formatQuery(query: UrlQuery): Record<string, string> {
  const out: Record<string, string> = {};
  for (const name of FILTER_NAMES) {
    const value = query.filters[name];
    if (value !== undefined && value !== '') out[name] = canonical(name, value);
  }
  if (query.scope) out.scope = query.scope;
  if (query.sort) out.sort = query.sort;
  if (query.place) out.place = query.place;
  if (query.map) out.map = formatViewport(query.map);
  return out;
}

export function formatViewport({ zoom, lat, lng }: Viewport): string {
  return `${round(zoom, 2)}/${round(lat, 5)}/${round(lng, 5)}`;
}

export function valuesOf(filters: FilterInput, name: FilterName): string[] {
  const text = filters[name];
  return text === undefined || text === '' ? [] : text.split(',');
}

function join(value: RawQuery[string], isList: boolean): string {
  if (!Array.isArray(value)) return value ?? '';
  const texts = value.filter((part): part is string => part !== null);
  return isList ? texts.join(',') : (texts[0] ?? '');
}

function canonical(name: string, text: string): string {
  if (!LISTS.has(name)) return name === 'q' ? text.trim() : text;
  return [...new Set(text.split(',').map((part) => part.trim()))].sort().join(',');
}

function checkWord(name: string, text: string): string | null {
  const list = LISTS.get(name);
  if (list) {
    const kept = canonical(name, text).split(',').filter(list).slice(0, 50);
    return kept.length === 0 ? null : kept.join(',');
  }
  const check = SINGLES.get(name) ?? VIEW.get(name);
  return check?.(text) ? canonical(name, text) : null;
}

function toViewport(text: string): Viewport {
  const [zoom, lat, lng] = text.split('/').map(Number) as [number, number, number];
  return { zoom, lat, lng };
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
