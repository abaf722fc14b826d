import { ANY, cacheName, find, stamped } from './caches.ts';
import { isKeepable, isPrivate, planOf } from './plan.ts';

/** Holds on to exactly these things, however many others are looked at. */
export async function keepSaved(paths: readonly string[]): Promise<void> {
  const cache = await caches.open(cacheName('saved'));
  const wanted = new Set(paths.map((path) => new URL(path, location.origin).href));
  for (const { url } of await cache.keys()) {
    if (!wanted.delete(url)) await cache.delete(url, ANY);
  }
  for (const url of wanted) {
    if (planOf(new URL(url)) !== 'thing' || isPrivate(new URL(url))) continue;
    try {
      const response = (await find('thing', url)) ?? (await stamped(await fetch(url)));
      if (isKeepable(response)) await cache.put(url, response);
    } catch {
      // Without a connection or room the next visit tries again.
    }
  }
}
