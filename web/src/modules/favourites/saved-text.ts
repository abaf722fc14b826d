import type { FilterInput } from '@zlm/server/contract';
import { parseQuery } from '../../state/url-query.ts';
import { KINDS } from '@zlm/server/contract/kinds';
import { STATUSES } from '@zlm/server/contract/lists';
import { toTileQuery } from '../../map/tile-url.ts';
import type { Favourite, Finding, Saved, SavedSearch, Span } from './saved.ts';

/** Rises when a reader of the old form could no longer read the new one. */
export const VERSION = 1;
const APP = 'zhejiang-learning-map';

export type Read =
  | { state: 'read'; saved: Saved; skipped: number }
  /** Not JSON, or not ours. */
  | { state: 'broken' }
  /** Written by a later version of the app. */
  | { state: 'later' };

/** The form in storage and in files alike. */
export function formatSaved({ favourites, searches }: Saved): string {
  return JSON.stringify({ app: APP, version: VERSION, favourites, searches });
}

/** Reads what was stored or brought along; entries that make no sense are skipped and counted. */
export function parseSaved(text: string): Read {
  const found = parseJson(text);
  if (!isRecord(found) || found.app !== APP || typeof found.version !== 'number') return { state: 'broken' };
  if (found.version > VERSION) return { state: 'later' };
  const things = listOf(found.favourites);
  const searches = listOf(found.searches);
  const saved = { favourites: keepUnique(things, toFavourite, 'id'), searches: keepUnique(searches, toSearch, 'key') };
  const skipped = things.length + searches.length - saved.favourites.length - saved.searches.length;
  return { state: 'read', saved, skipped };
}

/** Equal for filters that mean the same. */
export const keyOf = (filters: FilterInput): string => toTileQuery(filters);

function keepUnique<T, K extends keyof T>(values: unknown[], to: (value: Rec) => T | null, by: K): T[] {
  const kept = new Map<T[K], T>();
  for (const value of values) {
    const one = isRecord(value) ? to(value) : null;
    if (one && !kept.has(one[by])) kept.set(one[by], one);
  }
  return [...kept.values()];
}

type Rec = Record<string, unknown>;
const isRecord = (value: unknown): value is Rec => typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const isTime = (value: unknown): value is string => typeof value === 'string' && !Number.isNaN(Date.parse(value));
const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= 1_000;
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function toFavourite(value: Rec): Favourite | null {
  const { id, title, lang, savedAt, readAt, where, spans } = value;
  const kind = KINDS.find((known) => known === value.kind);
  if (!kind || !isCount(id) || id === 0 || !isText(title) || !isTime(savedAt)) return null;
  return {
    id,
    kind,
    title,
    lang: isText(lang) ? lang : 'zh-CN',
    isDemo: value.isDemo === true,
    where: isText(where) ? where : null,
    status: STATUSES.find((known) => known === value.status) ?? null,
    spans: Array.isArray(spans) ? spans.filter(isSpan) : null,
    savedAt,
    readAt: isTime(readAt) ? readAt : savedAt,
    isGone: value.isGone === true,
  };
}

function toSearch(value: Rec): SavedSearch | null {
  if (!isRecord(value.filters) || !isTime(value.savedAt)) return null;
  const words = Object.entries(value.filters).filter((entry): entry is [string, string] => isText(entry[1]));
  const { filters } = parseQuery(Object.fromEntries(words)).query;
  const key = keyOf(filters);
  if (key === '') return null;
  return { key, filters, savedAt: value.savedAt, looked: toFinding(value.looked), latest: toFinding(value.latest) };
}

function toFinding(value: unknown): Finding | null {
  if (!isRecord(value) || !isTime(value.at) || !isCount(value.total)) return null;
  const isPacked = typeof value.ids === 'string' && /^([0-9a-z]+( [0-9a-z]+)*)?$/.test(value.ids);
  return { at: value.at, total: value.total, ids: isPacked ? (value.ids as string) : null };
}

function isSpan(value: unknown): value is Span {
  return isRecord(value) && isTime(value.startsAt) && isTime(value.endsAt);
}
