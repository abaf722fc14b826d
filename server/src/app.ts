import compression from 'compression';
import express, { type Express } from 'express';
import { endpoints } from './contract.ts';
import type { Lang } from './contract/lists.ts';
import type { PageRoute } from './html/page.ts';
import { bindRoutes, refuse } from './http/bind.ts';
import type { Door } from './http/door.ts';
import { docsRouter } from './http/docs.ts';
import { filesRouter, type ServedFile } from './http/files.ts';
import { createOpenApi } from './http/openapi.ts';
import { bindPages, refuseUnknown, refuseUnreadable } from './http/pages.ts';
import { Refusal } from './http/problem.ts';
import { NotFound } from './errors.ts';
import type { Route } from './http/route.ts';
import type { Mount } from './module.ts';

export interface AppParts {
  routes: readonly Route[];
  pages: readonly PageRoute[];
  /** A page that says what went wrong. */
  refusal: (title: string, lang: Lang) => string;
  files: readonly ServedFile[];
  mounts: readonly Mount[];
  origin: string;
  door: Door;
}

/** What is neither a tile nor a file of the app: the API, its documents, pages. */
export function createApp({ routes, pages, files, mounts, refusal, origin, door }: AppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', false);
  // Weak, as packed and plain answers share it.
  app.set('etag', 'weak');
  app.use(compression());
  for (const { path, answer } of mounts)
    app.use(path, async (request, response, next) => {
      if (!(await answer(request, response))) next();
    });
  app.use('/api', express.json({ limit: '100kb', strict: true }));
  app.use(bindRoutes(routes, door));
  app.use(bindPages(pages, { clock: door.clock, refusal }));
  app.use(filesRouter(files));
  app.use(docsRouter(createOpenApi(Object.values(endpoints), origin)));
  app.use(['/api', '/tiles', '/basemap', '/files'], (request, response) => refuse(request, response, new NotFound()));
  app.get('/{*path}', refuseUnknown(refusal));
  app.use((request: express.Request, response: express.Response) =>
    refuse(request, response, new Refusal(405, { Allow: 'GET, HEAD' })),
  );
  app.use((cause: unknown, request: express.Request, response: express.Response, _next: express.NextFunction) => {
    if (cause instanceof URIError) refuseUnreadable(refusal)(request, response);
    else refuse(request, response, refusalOf(cause));
  });
  return app;
}

/** Errors of body parsing and static files carry a status. */
function refusalOf(cause: unknown): unknown {
  const status = (cause as { status?: unknown }).status;
  return typeof status === 'number' && status >= 400 && status < 500 ? new Refusal(status) : cause;
}
