import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import express, { type Request, type Response, type Router } from 'express';
import type { Lang } from '../contract/lists.ts';
import { isAway } from '../db/errors.ts';
import type { PageAnswer, PageRoute, PageFile } from '../html/page.ts';
import { fronted, refuse } from './bind.ts';
import { Invalid, NotFound } from '../errors.ts';
import { matchesEtag } from './encoding.ts';
import { titles, unreadable } from './messages.ts';
import { Refusal, toProblem } from './problem.ts';
import { readLang } from './query.ts';

export interface PagesOptions {
  clock: () => Date;
  /** A page that says what went wrong. */
  refusal: (title: string, lang: Lang) => string;
}

const ACCEPTS_PAGE = /\btext\/html\b/;

/** An express router for pages that the server writes; what goes wrong is told by a page too. */
export function bindPages(routes: readonly PageRoute[], options: PagesOptions): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  for (const route of routes) {
    const paths: [string, Lang][] = [[route.path, 'zh-CN']];
    if (route.localised) paths.push([route.path === '/' ? '/en' : `/en${route.path}`, 'en']);
    for (const [path, lang] of paths) {
      router.get(path, (request, response) => answer({ route, lang, options, request, response }));
      router.all(path, (request, response) => refuse(request, response, new Refusal(405, { Allow: 'GET, HEAD' })));
    }
  }
  return router;
}

interface Asked {
  route: PageRoute;
  lang: Lang;
  options: PagesOptions;
  request: Request;
  response: Response;
}

async function answer({ route, lang, options, request, response }: Asked): Promise<void> {
  try {
    const { search } = new URL(request.originalUrl, 'http://x');
    const params = request.params as Record<string, string>;
    const { accept = '' } = request.headers;
    await send(await route.run({ params, search, accept, lang, now: options.clock() }), lang, response);
  } catch (cause) {
    const problem = toProblem(cause, lang, fronted.get(request)?.requestId ?? '');
    if (problem.status >= 500 && !isAway(cause) && !(cause instanceof Refusal)) fronted.get(request)?.log(cause);
    if (response.headersSent) return void response.destroy();
    response.status(problem.status).set('Cache-Control', 'no-store').type('html');
    if (problem.status === 503) response.set('Retry-After', '2');
    response.send(options.refusal(problem.title, lang));
  }
}

function send(page: PageAnswer, lang: Lang, response: Response): Promise<void> | void {
  response.set('Cache-Control', 'no-cache');
  if ('redirect' in page) return response.redirect(302, page.redirect);
  if ('file' in page) return sendFile(page.file, response);
  if ('text' in page) return void response.type('text/plain').send(page.text);
  response.set('Content-Language', lang);
  if ('json' in page)
    return void response
      .status(page.status ?? 200)
      .vary('Accept')
      .type(`${page.type}; charset=utf-8`)
      .send(JSON.stringify(page.json));
  response
    .status(page.status ?? 200)
    .type('html')
    .send(page.body);
}

/** Packed as it is to those who take it so, which is nearly everybody. */
async function sendFile({ etag, type, gzip }: PageFile, response: Response): Promise<void> {
  const { req } = response;
  response.vary('Accept-Encoding').set('ETag', `W/${etag}`);
  if (matchesEtag(req.headers['if-none-match'], etag)) return void response.status(304).end();
  response.type(type);
  if (req.method === 'HEAD') return void response.end();
  if (req.acceptsEncodings('gzip') !== false)
    return void response.set('Content-Encoding', 'gzip').send(Buffer.from(gzip));
  // A reader that goes away is no fault.
  await pipeline(Readable.from([gzip]), createGunzip(), response).catch(() => response.destroy());
}

/** Where nothing is: a page for people, a problem for programs. */
export function refuseUnknown(refusal: PagesOptions['refusal']) {
  return (request: Request, response: Response): void => {
    response.vary('Accept');
    // Who asks for a file by its ending wants no page.
    const wantsPage = ACCEPTS_PAGE.test(request.headers.accept ?? '') && !/\.\w+$/.test(request.path);
    if (!wantsPage) return refuse(request, response, new NotFound());
    tell(404, titles[404]!, refusal, request, response);
  };
}

/** Where an address holds what is no text: a page for people, a problem for programs. */
export function refuseUnreadable(refusal: PagesOptions['refusal']) {
  return (request: Request, response: Response): void => {
    response.vary('Accept');
    const isOurs = /^\/(?:api|tiles|basemap)\b/.test(request.originalUrl);
    if (isOurs || !ACCEPTS_PAGE.test(request.headers.accept ?? '')) {
      const message = 'holds a character that is not allowed';
      return refuse(request, response, new Invalid([{ in: 'path', field: '', message }]));
    }
    tell(400, unreadable, refusal, request, response);
  };
}

function tell(
  status: number,
  title: Record<Lang, string>,
  refusal: PagesOptions['refusal'],
  request: Request,
  response: Response,
): void {
  const isEnglish = /^\/en(\/|$|\?)/.test(request.originalUrl);
  const lang = isEnglish ? 'en' : readLang(request.originalUrl, request.headers['accept-language']);
  response.status(status).set({ 'Cache-Control': 'no-store', 'Content-Language': lang });
  response.vary('Accept-Language').type('html').send(refusal(title[lang], lang));
}
