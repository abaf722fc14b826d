import compression from 'compression';
import express, { type Express } from 'express';
import { endpoints } from './contract.ts';
import type { Lang } from './contract/common.ts';
import type { PageRoute } from './html/page.ts';
import { bindRoutes, refuse } from './http/bind.ts';
import { docsRouter } from './http/docs.ts';
import { filesRouter, type ServedFile } from './http/files.ts';
import { createOpenApi } from './http/openapi.ts';
import { bindPages } from './http/pages.ts';
import { Refusal } from './http/problem.ts';
import { NotFound } from './errors.ts';
import type { Route } from './http/route.ts';

export interface AppParts {
  routes: readonly Route[];
  pages: readonly PageRoute[];
  /** A page that says what went wrong. */
  refusal: (title: string, lang: Lang) => string;
  files: readonly ServedFile[];
  webRoot: string;
  origin: string;
  clock: () => Date;
}

// A part of a packed file would be packed on its own.
const assets = { acceptRanges: false, index: false } as const;

/** Everything that is not a tile: the API, its documents, the built app. */
export function createApp({ routes, pages, files, refusal, webRoot, origin, clock }: AppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', false);
  // Weak, as packed and plain answers share it.
  app.set('etag', 'weak');
  app.use(compression());
  app.use('/api', express.json({ limit: '100kb', strict: true }));
  app.use(bindRoutes(routes, clock));
  app.use(bindPages(pages, { clock, refusal }));
  app.use(filesRouter(files));
  app.use(docsRouter(createOpenApi(Object.values(endpoints), origin)));
  app.use(['/api', '/tiles', '/basemap'], (request, response) => refuse(request, response, new NotFound()));
  app.use(
    '/assets',
    express.static(`${webRoot}/assets`, { ...assets, immutable: true, maxAge: '1y', fallthrough: false }),
  );
  // Kept for hours, an old worker or manifest would hold back the new app.
  app.use(express.static(webRoot, { ...assets, setHeaders: (response) => response.set('Cache-Control', 'no-cache') }));
  app.get('/{*path}', (request, response) => {
    // Addresses of the app have no ending: what has one is a file that is not there.
    if (/\.\w+$/.test(request.path)) return refuse(request, response, new NotFound());
    response.set('Cache-Control', 'no-cache').sendFile('index.html', { root: webRoot, ...assets });
  });
  app.use((request: express.Request, response: express.Response) =>
    refuse(request, response, new Refusal(405, { Allow: 'GET, HEAD' })),
  );
  app.use((cause: unknown, request: express.Request, response: express.Response, _next: express.NextFunction) => {
    refuse(request, response, refusalOf(cause));
  });
  return app;
}

/** Errors of body parsing and static files carry a status. */
function refusalOf(cause: unknown): unknown {
  const status = (cause as { status?: unknown }).status;
  return typeof status === 'number' && status >= 400 && status < 500 ? new Refusal(status) : cause;
}
