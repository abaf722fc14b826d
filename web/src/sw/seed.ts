import { find, keep } from './caches.ts';
import { isPrivate, planOf } from './plan.ts';

/** Zooms of the base map under everything nearer: a missing tile is drawn from its parent. */
const BASE_ZOOMS = [3, 4, 5, 6];
const NEAREST_ZOOM = 7;
/** A wide screen shows more than the province. */
const AROUND = { west: 113, south: 23, east: 128, north: 35 };
const PROVINCE = { west: 118, south: 27, east: 123, north: 31.2 };
/** Requests at a time, so that the page is not kept waiting. */
const AT_ONCE = 4;

/** Keeps what the page had read before this worker was there, and the coast of the province. */
export async function seed(urls: readonly string[]): Promise<void> {
  const base = [...BASE_ZOOMS.flatMap((z) => listBaseTiles(AROUND, z)), ...listBaseTiles(PROVINCE, NEAREST_ZOOM)];
  const wanted = [...new Set(['/api/vocabularies', '/api/divisions', ...urls, ...base])].map(
    (path) => new URL(path, location.origin),
  );
  const queue = wanted.filter((url) => url.origin === location.origin && planOf(url) && !isPrivate(url));
  await Promise.all(Array.from({ length: AT_ONCE }, () => work(queue)));
}

async function work(queue: URL[]): Promise<void> {
  for (let url = queue.shift(); url; url = queue.shift()) {
    const plan = planOf(url)!;
    if (await find(plan, url.href)) continue;
    const response = await fetch(url, { cache: 'force-cache', headers: { accept: '*/*' } }).catch(() => null);
    if (response) await keep(plan, url.href, response);
  }
}

function listBaseTiles(box: typeof AROUND, z: number): string[] {
  const [x0, y0] = toTile(box.west, box.north, z);
  const [x1, y1] = toTile(box.east, box.south, z);
  const paths: string[] = [];
  for (let x = x0; x <= x1; x++) for (let y = y0; y <= y1; y++) paths.push(`/basemap/${z}/${x}/${y}.mvt`);
  return paths;
}

function toTile(lng: number, lat: number, z: number): [number, number] {
  const y = 0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI);
  return [Math.floor((lng / 360 + 0.5) * 2 ** z), Math.floor(y * 2 ** z)];
}
