import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Entry {
  url: string;
  revision: string | null;
  size: number;
}
const dist = fileURLToPath(new URL('../dist/', import.meta.url));
/** The page loads these by itself: they are in the cache of the browser, or one request each. */
const LOADED_BEFORE = /^assets\/(index|maplibre|maplibre-gl-worker|MapView|tools|topic-pictures|zh-CN)-/;
/** A page is not among them: it lives under the policy its own answer carries. */
const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Writes the many small files of the app into one, which the worker unpacks; the list names it among them. */
export async function packOffline(entries: Entry[]): Promise<{ manifest: Entry[] }> {
  const small = entries.filter(({ url }) => TYPES[extname(url)] && !LOADED_BEFORE.test(url));
  const files = await Promise.all(
    small.map(async ({ url, revision }) => ({
      url,
      revision,
      type: TYPES[extname(url)]!,
      text: await readFile(dist + url, 'utf8'),
    })),
  );
  const text = JSON.stringify(files.sort((a, b) => (a.url < b.url ? -1 : 1)));
  const url = `assets/offline-${createHash('sha256').update(text).digest('hex').slice(0, 8)}.json`;
  await writeFile(dist + url, text);
  return { manifest: [...entries, { url, revision: null, size: text.length }] };
}
