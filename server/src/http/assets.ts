import { readdirSync, readFileSync, type Dirent } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { etagOf } from '../formats/etag.ts';
import { APP_PATHS_FILE, readAppPaths } from './app-paths.ts';
import { matchesEtag, preferredCoding } from './encoding.ts';
import { Refusal } from './problem.ts';
import { ReadyTile, type Form } from './ready-tile.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.pbf': 'application/x-protobuf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};
const NOINDEX = { 'X-Robots-Tag': 'noindex' };
// Named by their content.
const IMMUTABLE = /^\/assets\//;

export interface Asset {
  type: string;
  cacheControl: string;
  bytes: ReadyTile;
  /** Nothing for search engines: it shows what the address of the list shows too. */
  isHidden?: true;
}
export interface Assets {
  byPath: ReadonlyMap<string, Asset>;
  /** The app at its own addresses. */
  app: Asset | undefined;
  isAppPath: (path: string) => boolean;
}

/** The built app, a few MB, kept in memory: an answer opens no file, and each is packed once. */
export function loadAssets(root: string): Assets {
  const assets = new Map<string, Asset>();
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name.startsWith('.') || entry.name === APP_PATHS_FILE) continue;
    const [url, bytes] = readEntry(root, entry);
    assets.set(url, {
      type: TYPES[path.extname(entry.name)] ?? 'application/octet-stream',
      // Kept for hours, an old worker or manifest would hold back the new app.
      cacheControl: IMMUTABLE.test(url) ? 'public, max-age=31536000, immutable' : 'no-cache',
      bytes: new ReadyTile(bytes, etagOf(bytes)),
    });
  }
  const page = assets.get('/index.html');
  return { byPath: assets, app: page && { ...page, isHidden: true }, isAppPath: readAppPaths(root) };
}

/** A file, or the app itself at its own addresses. */
export function findAsset({ byPath, app, isAppPath }: Assets, url: string): Asset | undefined {
  return byPath.get(url) ?? (isAppPath(url) ? app : undefined);
}

function readEntry(root: string, { parentPath, name }: Dirent): [url: string, bytes: Buffer] {
  const file = path.join(parentPath, name);
  return [`/${path.relative(root, file).split(path.sep).join('/')}`, readFileSync(file)];
}

/** Rejects when it cannot be packed. */
export async function sendAsset(asset: Asset, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') throw new Refusal(405, { Allow: 'GET, HEAD' });
  const form = await asset.bytes.form(preferredCoding(request.headers['accept-encoding']));
  if (response.headersSent || response.destroyed) return;
  const known = { ETag: form.etag, Vary: 'Accept-Encoding', 'Cache-Control': asset.cacheControl };
  if (matchesEtag(request.headers['if-none-match'], asset.bytes.plain.etag)) {
    response.writeHead(304, known).end();
    return;
  }
  response.writeHead(200, { ...known, ...describe(form, asset.type), ...(asset.isHidden && NOINDEX) });
  response.end(request.method === 'HEAD' ? undefined : form.body);
}

const describe = ({ coding, length }: Form, type: string) => ({
  'Content-Type': type,
  'Content-Length': length,
  ...(coding && { 'Content-Encoding': coding }),
});
