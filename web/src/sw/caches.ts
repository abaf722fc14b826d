import type { Plan } from './plan.ts';
import { isKeepable, isPrivate, planOf } from './plan.ts';

/** Release and shape of the API: what another release has kept is not read. */
declare const __KEPT_VERSION__: string;
export const VERSION = __KEPT_VERSION__;
export const PREFIX = 'zlm';
export const cacheName = (plan: Plan | 'saved') => `${PREFIX}-${plan}-${VERSION}`;

/** When an answer was kept, for the mark the person sees. */
export const KEPT_AT = 'x-kept-at';
/** Set where an answer is of another part of the map than was asked for. */
export const KEPT_OTHER = 'x-kept-other';

/** Entries kept at most, oldest dropped first. */
const MOST: Record<Plan, number> = { search: 60, thing: 300, labels: 120, tile: 600, base: 400, photo: 300 };
const TRIM_EVERY = 16;
export const ANY = { ignoreVary: true };
let puts = 0;

/** Keeps a copy with its time, unless the address tells what it must not; a full disk costs photos and map tiles first and never the answer. */
export async function keep(plan: Plan, url: string, response: Response): Promise<void> {
  if (!isKeepable(response) || isPrivate(new URL(url))) return;
  try {
    const copy = await stamped(response);
    if (plan === 'thing') await renewSaved(url, copy.clone());
    const cache = await caches.open(cacheName(plan));
    // Written anew it becomes the youngest.
    await cache.delete(url, ANY);
    await cache.put(url, copy);
    if (++puts % TRIM_EVERY === 0) await trim(cache, MOST[plan]);
  } catch {
    await Promise.all((['photo', 'tile', 'base'] as const).map((name) => caches.delete(cacheName(name))));
  }
}

export async function find(plan: Plan, url: string): Promise<Response | undefined> {
  const cacheNames = plan === 'thing' ? [cacheName('saved'), cacheName(plan)] : [cacheName(plan)];
  for (const name of cacheNames) {
    const kept = await caches.match(url, { ...ANY, cacheName: name });
    if (kept) return kept;
  }
  return undefined;
}

/** What is gone from the map is not shown from here either. */
export async function forget(plan: Plan, url: string): Promise<void> {
  await (await caches.open(cacheName(plan))).delete(url, ANY);
  if (plan === 'thing') await (await caches.open(cacheName('saved'))).delete(url, ANY);
}

/** Caches of other releases, and what an earlier worker kept that is not to be kept. */
export async function dropUnwanted(): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(`${PREFIX}-`));
  await Promise.all(names.map((name) => (name.endsWith(`-${VERSION}`) ? dropPrivate(name) : caches.delete(name))));
}

async function dropPrivate(name: string): Promise<void> {
  const cache = await caches.open(name);
  const told = (await cache.keys()).filter(({ url }) => planOf(new URL(url)) && isPrivate(new URL(url)));
  await Promise.all(told.map((request) => cache.delete(request, ANY)));
}

/** Things the person saved stay, however many others are looked at. */
async function renewSaved(url: string, copy: Response): Promise<void> {
  const saved = await caches.open(cacheName('saved'));
  if (await saved.match(url, ANY)) await saved.put(url, copy);
}

/** A copy that tells when it was kept. */
export async function stamped(response: Response): Promise<Response> {
  const headers = new Headers(response.headers);
  headers.set(KEPT_AT, new Date(whenAnswered(response)).toISOString());
  // The body is unpacked by now.
  headers.delete('content-encoding');
  headers.delete('content-length');
  const body = response.status === 204 ? null : await response.blob();
  return new Response(body, { status: response.status, headers });
}

/** A copy from the cache of the browser was answered earlier, in ms; a server's clock ahead of ours is not believed. */
function whenAnswered({ headers }: Response): number {
  const told = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(told) ? Date.now() : Math.min(told, Date.now());
}

async function trim(cache: Cache, most: number): Promise<void> {
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - most)).map((key) => cache.delete(key)));
}
