import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import express, { type Response, type Router } from 'express';

const viewer = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

const page = `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>浙学地图 API</title>
    <link rel="stylesheet" href="/api/docs/swagger-ui.css" />
  </head>
  <body>
    <main id="docs"></main>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script src="/api/docs/start.js"></script>
  </body>
</html>
`;
const start = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#docs', validatorUrl: null });\n`;

const fresh = (response: Response) => response.set('Cache-Control', 'no-cache');

/** The API documents, readable, from our own host. */
export function docsRouter(openapi: unknown): Router {
  const router = express.Router();
  router.get('/api/openapi.json', (_request, response) => void fresh(response).json(openapi));
  router.get('/api/docs', (_request, response) => void fresh(response).type('html').send(page));
  router.get('/api/docs/start.js', (_request, response) => void fresh(response).type('js').send(start));
  for (const file of ['swagger-ui.css', 'swagger-ui-bundle.js']) {
    router.get(`/api/docs/${file}`, (_request, response) =>
      response.sendFile(file, { root: viewer, maxAge: '1h', acceptRanges: false }),
    );
  }
  return router;
}
