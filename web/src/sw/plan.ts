/** Which answers are kept for times without a connection; everything else never touches a cache. */
export type Plan = 'search' | 'thing' | 'labels' | 'tile' | 'base';

const THING = /^\/api\/(activities|clubs|courses|credit-points|institutions|lecturers|resources)\/[1-9]\d*$/;
const TILE = /^\/tiles\/learning\/\d+\/\d+\/\d+\.mvt$/;
const BASE = /^\/basemap\/\d+\/\d+\/\d+\.mvt$/;
/** Words that may tell where the person is. */
const POSITIONS = ['near', 'origin', 'within'];
/** Words that choose a part of what matches, not what matches. */
const VIEW = new Set(['bbox', 'scope', 'sort', 'origin', 'cursor', 'limit', 'lang']);

export function planOf({ pathname }: URL): Plan | null {
  if (pathname === '/api/search') return 'search';
  if (pathname === '/api/vocabularies' || pathname === '/api/divisions') return 'labels';
  if (THING.test(pathname)) return 'thing';
  if (TILE.test(pathname)) return 'tile';
  return BASE.test(pathname) ? 'base' : null;
}

export function tellsPosition({ searchParams }: URL): boolean {
  return POSITIONS.some((name) => searchParams.has(name));
}

/** Only whole good answers that their server lets others keep. */
export function isKeepable(response: Response): boolean {
  const control = response.headers.get('cache-control') ?? '';
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

/** Pages of the server's own, which the app shell must not stand in for. */
export const NOT_THE_APP = [
  /^\/(en\/)?(api|tiles|basemap|find|print|embed|topics|areas|livez|readyz)(\/|\?|$)/,
  /^[^?]*\.\w+(\?|$)/,
];
