import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import express, { type Request, type Response, type Router } from 'express';
import type { Lang } from '../contract/lists.ts';
import type { createOpenApi } from './openapi.ts';
import { sayTag } from './openapi-tags.ts';
import { readLang } from './query.ts';

type OpenApi = ReturnType<typeof createOpenApi>;

const viewer = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const VIEWER_FILES = ['swagger-ui.css', 'swagger-ui-bundle.js'];

const TEXTS: Record<
  Lang,
  Record<'title' | 'intro' | 'map' | 'find' | 'file' | 'parts' | 'other' | 'script', string>
> = {
  'zh-CN': {
    title: '浙学地图 API',
    intro: '不需要账号，也不需要密钥。坐标是 WGS 84，时间是北京时间，条件与地图和查找页相同。接口说明是英文。',
    map: '打开地图',
    find: '按条件查找',
    file: 'OpenAPI 文件',
    parts: '各部分',
    other: 'English',
    script: '这一页要用脚本显示；不用脚本时请看 OpenAPI 文件。',
  },
  en: {
    title: 'Zhejiang Learning Map API',
    intro:
      'No account and no key. Coordinates are WGS 84, times are China Standard Time, filters are those of the map and of the page to find by conditions.',
    map: 'Open the map',
    find: 'Find by conditions',
    file: 'OpenAPI file',
    parts: 'Parts',
    other: '中文',
    script: 'This page needs scripts; without them, read the OpenAPI file.',
  },
};

function renderDocs(openapi: OpenApi, lang: Lang): string {
  const t = TEXTS[lang];
  const [home, other] = lang === 'en' ? ['/en', 'zh-CN'] : ['', 'en'];
  const links = (openapi.tags ?? []).map(
    ({ name }) => `<li><a href="#operations-tag-${name}">${sayTag(name, lang)}</a></li>`,
  );
  return `<!doctype html>
<html lang="${lang}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${t.title}</title>
    <link rel="icon" href="/icon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/api/docs/swagger-ui.css" />
    <link rel="stylesheet" href="/api-docs.css" />
    <script src="/pages.js"></script>
    <script src="/api-docs.js"></script>
    <script src="/api/docs/swagger-ui-bundle.js" defer></script>
  </head>
  <body>
    <header>
      <p>
        <a href="${home || '/'}">${t.map}</a>
        <a href="${home}/find">${t.find}</a>
        <a href="/api/openapi.json">${t.file}</a>
        <a href="/api/docs?lang=${other}" hreflang="${other}" lang="${other}">${t.other}</a>
      </p>
      <h1>${t.title}</h1>
      <p>${t.intro}</p>
      <noscript><p>${t.script}</p></noscript>
    </header>
    <div class="parts">
      <nav aria-label="${t.parts}"><ul>${links.join('')}</ul></nav>
      <main id="docs" lang="en"></main>
    </div>
  </body>
</html>
`;
}

const fresh = (response: Response) => response.set('Cache-Control', 'no-cache');

/** The API documents, readable, from our own host. */
export function docsRouter(openapi: OpenApi): Router {
  const router = express.Router();
  const pages: Record<Lang, string> = { 'zh-CN': renderDocs(openapi, 'zh-CN'), en: renderDocs(openapi, 'en') };
  router.get('/api/openapi.json', (_request, response) => void fresh(response).json(openapi));
  router.get('/api/docs', (request: Request, response) => {
    const lang = readLang(request.originalUrl, request.headers['accept-language']);
    fresh(response).set('Content-Language', lang).vary('Accept-Language').type('html').send(pages[lang]);
  });
  for (const file of VIEWER_FILES) {
    router.get(`/api/docs/${file}`, (_request, response) =>
      response.sendFile(file, { root: viewer, maxAge: '1h', acceptRanges: false }),
    );
  }
  return router;
}
