import type { FilterInput, Kind, Status } from '@zlm/server/contract';

/** When something happens: instants with offset. */
export interface Span {
  startsAt: string;
  endsAt: string;
}
/** A thing worth coming back to, with enough to show it without a connection. */
export interface Favourite {
  id: number;
  kind: Kind;
  title: string;
  lang: string;
  isDemo: boolean;
  where: string | null;
  status: Status | null;
  /** Sessions not over when it was read; null for what has no dates. */
  spans: Span[] | null;
  savedAt: string;
  readAt: string;
  /** Taken off the map since. */
  isGone: boolean;
}
/** What a search found the last time somebody asked. */
export interface Finding {
  at: string;
  total: number;
  /** Packed ids; null when there were too many to tell apart. */
  ids: string | null;
}
export interface SavedSearch {
  /** Its filters as one text: no two are alike. */
  key: string;
  filters: FilterInput;
  savedAt: string;
  /** As it was when somebody last looked; null before the first answer. */
  looked: Finding | null;
  /** As it is now. */
  latest: Finding | null;
}
export interface Saved {
  favourites: Favourite[];
  searches: SavedSearch[];
}

export const NOTHING: Saved = { favourites: [], searches: [] };
export const MOST_FAVOURITES = 500;
export const MOST_SEARCHES = 50;

/** Puts a favourite in place of the one with its id, or first. */
export function withFavourite(saved: Saved, favourite: Favourite): Saved {
  const known = saved.favourites.some(({ id }) => id === favourite.id);
  const favourites = known
    ? saved.favourites.map((one) => (one.id === favourite.id ? { ...favourite, savedAt: one.savedAt } : one))
    : [favourite, ...saved.favourites];
  return { ...saved, favourites };
}

export function withoutFavourite(saved: Saved, id: number): Saved {
  return { ...saved, favourites: saved.favourites.filter((one) => one.id !== id) };
}

export function withSearch(saved: Saved, search: SavedSearch): Saved {
  const known = saved.searches.some(({ key }) => key === search.key);
  const searches = known
    ? saved.searches.map((one) => (one.key === search.key ? { ...search, savedAt: one.savedAt } : one))
    : [search, ...saved.searches];
  return { ...saved, searches };
}

export function withoutSearch(saved: Saved, key: string): Saved {
  return { ...saved, searches: saved.searches.filter((one) => one.key !== key) };
}

/** Adds what is not there yet; says how much was added, known or over the limits. */
export function merge(saved: Saved, other: Saved): { saved: Saved; added: number; known: number; over: number } {
  const ids = new Set(saved.favourites.map(({ id }) => id));
  const keys = new Set(saved.searches.map(({ key }) => key));
  const things = other.favourites.filter(({ id }) => !ids.has(id));
  const searches = other.searches.filter(({ key }) => !keys.has(key));
  const favouritesNow = [...saved.favourites, ...things].slice(0, MOST_FAVOURITES);
  const searchesNow = [...saved.searches, ...searches].slice(0, MOST_SEARCHES);
  const added = favouritesNow.length - saved.favourites.length + searchesNow.length - saved.searches.length;
  const fitting = things.length + searches.length;
  return {
    saved: { favourites: favouritesNow, searches: searchesNow },
    added,
    known: other.favourites.length + other.searches.length - fitting,
    over: fitting - added,
  };
}
