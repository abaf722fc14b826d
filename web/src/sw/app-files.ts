import type { PrecacheController, PrecacheEntry } from 'workbox-precaching';

type Listed = PrecacheEntry | string;
/** As web/pwa/offline-archive.ts writes it. */
interface PackedFile {
  url: string;
  revision: string | null;
  type: string;
  text: string;
}
const ARCHIVE = /^\/?assets\/offline-\w+\.json$/;
/** An update that changes fewer files has them come one by one. */
const FEWEST_MISSING = 8;
/** Heads that are of the archive's own bytes. */
const OF_THE_BYTES = ['content-encoding', 'content-length', 'etag', 'last-modified', 'vary'];

const urlOf = (entry: Listed): string => (typeof entry === 'string' ? entry : entry.url);

/** Files of the app, and the address of the archive that holds most of them. */
export function splitList(list: readonly Listed[]): { files: Listed[]; archive: string | null } {
  const archive = list.find((entry) => ARCHIVE.test(urlOf(entry)));
  return { files: list.filter((entry) => entry !== archive), archive: archive ? urlOf(archive) : null };
}

/** Puts what the archive holds where `app` looks; what is still missing then, `app` fetches by itself. */
export async function unpack(app: PrecacheController, archive: string): Promise<void> {
  try {
    const cache = await caches.open(app.strategy.cacheName);
    const there = new Set((await cache.keys()).map(({ url }) => url));
    const missing = new Set(app.getCachedURLs().map((url) => app.getCacheKeyForURL(url)!));
    for (const key of there) missing.delete(key);
    if (missing.size < FEWEST_MISSING) return;
    const response = await fetch(archive, { credentials: 'same-origin' });
    if (!response.ok) return;
    const headers = new Headers(response.headers);
    for (const name of OF_THE_BYTES) headers.delete(name);
    for (const { url, revision, type, text } of (await response.json()) as PackedFile[]) {
      const key = app.getCacheKeyForURL(url);
      // A file of another revision is not the one that is wanted.
      if (!key || !missing.has(key) || (revision && !key.endsWith(revision))) continue;
      headers.set('content-type', type);
      await cache.put(key, new Response(text, { headers: new Headers(headers) }));
    }
  } catch {
    // Without the archive the files come one by one.
  }
}
