import type { Endpoints } from '@zlm/server/contract';
import { traitsOf } from '@zlm/server/contract/kinds';
import { call } from '../../api/call.ts';
import { keptOf } from '../../api/kept.ts';
import { ApiProblem } from '../../api/problem.ts';
import { readThing } from '../../api/read-thing.ts';
import { toFavourite } from './favourite.ts';
import { packIds } from './packed-ids.ts';
import type { Favourite, Finding, Saved, SavedSearch } from './saved.ts';

type Change = (step: (before: Saved) => Saved) => void;
/** Requests at a time. */
const AT_ONCE = 4;

export const pathOf = ({ kind, id }: Pick<Favourite, 'kind' | 'id'>): string => `/api/${traitsOf(kind).folder}/${id}`;

/** Reads favourites again; answers false when the server could not be reached. */
export async function renewFavourites(favourites: readonly Favourite[], change: Change): Promise<boolean> {
  const read = new Map<number, Favourite>();
  let isReached = true;
  const queue = [...favourites];
  async function work(): Promise<void> {
    for (let one = queue.shift(); one && isReached; one = queue.shift()) {
      const now = await readFavourite(one);
      if (now) read.set(now.id, now);
      else isReached = false;
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  if (read.size > 0)
    change((saved) => ({ ...saved, favourites: saved.favourites.map((one) => read.get(one.id) ?? one) }));
  return isReached;
}

/** As it is now; null when there was no answer. */
async function readFavourite(favourite: Favourite): Promise<Favourite | null> {
  try {
    const thing = await readThing(favourite.kind, favourite.id);
    if (keptOf(thing)) return null;
    return { ...toFavourite(thing, new Date().toISOString()), savedAt: favourite.savedAt };
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    return error.isMissing ? { ...favourite, isGone: true, readAt: new Date().toISOString() } : null;
  }
}

/** `refused`: the server no longer knows these words; null when there was no answer. */
export async function findNow({ filters }: Pick<SavedSearch, 'filters'>): Promise<Finding | 'refused' | null> {
  try {
    const { total, ids, asOf } = await call<Endpoints['searchIds']>('GET', '/api/search/ids', { query: filters });
    return { at: asOf, total, ids: ids && packIds(ids) };
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    return error.status === 400 ? 'refused' : null;
  }
}

/** Asks what the searches find now; answers false when the server could not be reached. */
export async function renewSearches(searches: readonly SavedSearch[], change: Change): Promise<boolean> {
  let isReached = true;
  for (const search of searches) {
    const found = await findNow(search);
    if (found === null) isReached = false;
    else if (found !== 'refused') noteLatest(search.key, found, change);
  }
  return isReached;
}

/** Before the first answer there is nothing that could be new. */
function noteLatest(key: string, found: Finding, change: Change): void {
  change((saved) => mapSearch(saved, key, (one) => ({ ...one, latest: found, looked: one.looked ?? found })));
}

/** Somebody looks at what this search finds now. */
export function noteLooked(key: string, found: Finding, change: Change): void {
  change((saved) => mapSearch(saved, key, (one) => ({ ...one, latest: found, looked: found })));
}

function mapSearch(saved: Saved, key: string, to: (search: SavedSearch) => SavedSearch): Saved {
  return { ...saved, searches: saved.searches.map((one) => (one.key === key ? to(one) : one)) };
}
