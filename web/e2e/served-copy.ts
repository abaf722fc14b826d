import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { forward } from './forward.ts';

const DIST = fileURLToPath(new URL('../dist', import.meta.url));
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

/** The app from a copy of a build, which may change, before the API of the running server. */
export async function serveCopy(dist = DIST) {
  const root = await mkdtemp(join(tmpdir(), 'zlm-dist-'));
  await cp(dist, root, { recursive: true });
  const server = createServer((request, response) => void answer(root, request, response)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Makes another build of it: the title of the page and, as a build would, its revision in the worker. */
    async rebuild(title: string): Promise<void> {
      const page = await readFile(join(root, 'index.html'), 'utf8');
      await writeFile(join(root, 'index.html'), page.replace('<body>', `<body data-build="${title}">`));
      const worker = await readFile(join(root, 'sw.js'), 'utf8');
      const changed = worker.replace(
        /[0-9a-f]{32}(?=[^{}]*index\.html)|(?<=index\.html[^{}]*)[0-9a-f]{32}/,
        'f'.repeat(32),
      );
      if (changed === worker) throw new Error('the worker names no revision of index.html');
      await writeFile(join(root, 'sw.js'), changed);
    },
    /** Puts a build in its place whose files all have other names; those of the first are gone. */
    async replace(title: string): Promise<void> {
      await renameAssets(root);
      const page = await readFile(join(root, 'index.html'), 'utf8');
      await writeFile(join(root, 'index.html'), page.replace('<body>', `<body data-build="${title}">`));
    },
    async close(): Promise<void> {
      server.closeAllConnections();
      server.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** `DetailsPanel-DiDCRXqn.js` */
const HASH = /(?<=-)[\w-]{8}(?=\.(?:js|css|json)\b)/g;

async function renameAssets(root: string): Promise<void> {
  const assets = await readdir(join(root, 'assets'));
  const hashes = new Set(assets.flatMap((name) => name.match(HASH) ?? []));
  const other = (text: string) => text.replace(HASH, (hash) => (hashes.has(hash) ? `Z${hash.slice(1)}` : hash));
  for (const name of ['index.html', ...assets.map((asset) => `assets/${asset}`)]) {
    const text = await readFile(join(root, name), 'utf8');
    if (other(text) !== text) await writeFile(join(root, name), other(text));
  }
  await Promise.all(assets.map((name) => rename(join(root, 'assets', name), join(root, 'assets', other(name)))));
}

async function answer(root: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url!, 'http://localhost');
  if (/^\/(api|tiles|basemap|files|livez)/.test(pathname)) return forward(request, response);
  const file = extname(pathname) === '' ? 'index.html' : pathname.slice(1);
  const body = await readFile(join(root, file)).catch(() => null);
  response.writeHead(body ? 200 : 404, {
    'content-type': TYPES[extname(file)] ?? 'text/plain',
    'cache-control': 'no-cache',
  });
  response.end(body);
}
