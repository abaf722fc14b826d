import { FILTERS, VIEW_WORDS, type FilterRow } from '@zlm/server/contract/filter-table';
import { KINDS, traitsOf } from '@zlm/server/contract/kinds';
import { UNPLACED } from '@zlm/server/contract/unplaced';

/** Which answers are kept for times without a connection; everything else never touches a cache. */
export type Plan = 'search' | 'thing' | 'labels' | 'tile' | 'base' | 'photo';

const THING = new RegExp(`^/api/(${KINDS.map((kind) => traitsOf(kind).folder).join('|')})/[1-9]\\d*$`);
const TILE = /^\/tiles\/learning\/\d+\/\d+\/\d+\.mvt$/;
const BASE = /^\/basemap\/\d+\/\d+\/\d+\.mvt$/;
const PHOTO = /^\/files\/[0-9a-f]{64}\/\d+\.webp$/;
/** Words of an address whose values are chosen from lists or by moving the map: an answer to them alone is kept. */
const CHOSEN = new Set(
  Object.entries<Partial<FilterRow>>({ ...FILTERS, ...VIEW_WORDS }).flatMap(([name, { isPrivate }]) =>
    isPrivate ? [] : [name],
  ),
);

/** Words that choose a part of what matches, not what matches. */
const VIEW = new Set(Object.keys(VIEW_WORDS));

export function planOf({ pathname }: URL): Plan | null {
  if (pathname === '/api/search') return 'search';
  if (pathname === '/api/vocabularies' || pathname === '/api/divisions') return 'labels';
  if (THING.test(pathname)) return 'thing';
  if (TILE.test(pathname)) return 'tile';
  if (PHOTO.test(pathname)) return 'photo';
  return BASE.test(pathname) ? 'base' : null;
}

/** Whether an address tells something that no cache may hold. */
export function isPrivate({ searchParams }: URL): boolean {
  return [...searchParams.keys()].some((name) => !CHOSEN.has(name));
}

/** Only whole good answers that are of now and that their server lets others keep. */
export function isKeepable(response: Response): boolean {
  const control = response.headers.get('cache-control') ?? '';
  if (response.headers.has('x-data-as-of')) return false;
  return (response.status === 200 || response.status === 204) && !/no-store|private/.test(control);
}

/** Equal for addresses that ask for the same things, whichever part of them is looked at. */
export function filterKey({ searchParams }: URL): string {
  const words = [...searchParams].filter(([name]) => !VIEW.has(name));
  return words
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('&');
}

/** Equal for addresses whose lists may stand in for each other: what is on no map is in no list of the map. */
export function partKey({ searchParams }: URL): string {
  const scope = searchParams.get('scope');
  return scope === 'unplaced' || UNPLACED.some((name) => name === scope) ? scope! : 'map';
}

/** Pages of the server's own, which the app shell must not stand in for. */
export const NOT_THE_APP = [
  /^\/(en\/)?(api|tiles|basemap|find|print|ogc|embed|topics|areas|stand-in|still-right|sign-on|consent|oidc|livez|readyz)(\/|\?|$)/,
  /^[^?]*\.\w+(\?|$)/,
];
