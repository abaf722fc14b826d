import type { FilterInput } from '@zlm/server/contract';
import { FILTER_NAMES, rowOf, type FilterName } from '@zlm/server/contract/filter-table';
import { SCOPES, SORTS } from '@zlm/server/contract/lists';
import { isOneOf, isValueOf, isViewport } from './url-values.ts';
import type { Scope, Sort } from './words.ts';

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
  /** A division code, a well-known place, or `me` for the position of this device. */
  place: string | null;
}
type RawQuery = Record<string, string | (string | null)[] | null | undefined>;
const place = /^(me|\d{6}(\d{3})?|at-[a-z-]{1,40})$/;
/** A map, because a word like `constructor` must not find what objects inherit. */
const VIEW = new Map<string, (text: string) => boolean>([
  ['map', isViewport],
  ['scope', (text) => isOneOf(SCOPES, text)],
  ['sort', (text) => isOneOf(SORTS, text)],
  ['place', (text) => place.test(text)],
]);
const WRITTEN = [...FILTER_NAMES].sort();

/** Reads a route query; `dropped` names the words that were not understood, in whole or in part. */
export function parseQuery(raw: RawQuery): { query: UrlQuery; dropped: string[] } {
  const filters: Record<string, string> = {};
  const view: Record<string, string> = {};
  const dropped: string[] = [];
  for (const [name, value] of Object.entries(raw)) {
    const text = join(value, rowOf(name)?.isList === true);
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
  for (const name of WRITTEN) {
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

/** The values of a filter, one where it takes one only. */
export function valuesOf(filters: FilterInput, name: FilterName): string[] {
  const text = filters[name];
  if (text === undefined || text === '') return [];
  return rowOf(name)!.isList ? text.split(',') : [text];
}

function join(value: RawQuery[string], isList: boolean): string {
  if (!Array.isArray(value)) return value ?? '';
  const texts = value.filter((part): part is string => part !== null);
  return isList ? texts.join(',') : (texts[0] ?? '');
}

function canonical(name: string, text: string): string {
  const row = rowOf(name);
  if (!row?.isList) return row?.type === 'text' ? text.trim() : text;
  return sortList(text);
}

/** Same values, same text. */
export function sortList(text: string): string {
  return [...new Set(text.split(',').map((part) => part.trim()))].sort().join(',');
}

/** Lists keep the values that pass and drop the others; single words pass or go. */
function checkWord(name: string, text: string): string | null {
  const row = rowOf(name);
  const whole = canonical(name, text);
  if (row?.isList) {
    const values = whole.split(',').filter((value) => isValueOf(row, value));
    return values.slice(0, 50).join(',') || null;
  }
  return (row ? isValueOf(row, text) : VIEW.get(name)?.(text)) ? whole : null;
}

/** Of a text that is one. */
export function toViewport(text: string): Viewport {
  const [zoom, lat, lng] = text.split('/').map(Number) as [number, number, number];
  return { zoom, lat, lng };
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
