import { fill } from '../../contract/words/fill.ts';
import { KINDS, type Kind } from '../../contract/kinds.ts';
import { Invalid, NotFound } from '../../errors.ts';
import { toDateTime } from '../../formats/shanghai-time.ts';
import type { PageAnswer, PageRequest, PageRoute } from '../../html/page.ts';
import type { Words } from '../../html/words.ts';
import { toProblem } from '../../http/problem.ts';
import { check, readQuery } from '../../http/query.ts';
import type { Parts } from '../../module.ts';
import { attributionOf } from '../open-data/attribution.ts';
import { readItemsQuery } from './asked.ts';
import {
  collection,
  conformance,
  FEATURES_TYPE,
  idOf,
  JSON_TYPE,
  kindOfId,
  landing,
  openApi,
  selfLinks,
  type Link,
} from './documents.ts';
import { FormOnly } from './form-only.ts';
import { createItems, readItem } from './items.ts';
import { nameOf, renderFeature, renderPage } from './pages.ts';
import { ogcTexts } from './texts.ts';

interface Document {
  json: object;
  type?: string;
  page: (words: Words) => string;
}
/** Where the map opens as long as nothing is on it. */
const PROVINCE = [118, 27, 123, 31.3] as const;

export function ogcPages({ database, live, things, pages, origin }: Parts): PageRoute[] {
  const read = createItems({ database, live, things });
  const rootOf = (lang: string) => `${origin}${lang === 'en' ? '/en' : ''}/ogc`;
  const extent = () => live.current.index.bbox() ?? ([...PROVINCE] as [number, number, number, number]);

  const route = (path: string, write: (request: PageRequest, root: string) => Promise<Document>): PageRoute => ({
    path: `/ogc${path}`,
    localised: true,
    run: async (request) => {
      const { lang } = request;
      try {
        const { json, type = JSON_TYPE, page } = await write(request, rootOf(lang));
        return wantsPage(request) ? { body: page(pages.words(lang)) } : { json, type };
      } catch (cause) {
        return refuse(cause, request);
      }
    },
  });
  const plain = (request: PageRequest) => check(FormOnly, readQuery(request.search), 'query', request.lang);

  return [
    route('', async (request, root) => {
      plain(request);
      const { title, description, ...own } = ogcTexts(request.lang);
      const json = landing(root, { title, description, attribution: await attributionOf(database) });
      const ways = (['collections', 'conformance', 'api'] as const).map((name) => ({
        href: `${root}/${name}?f=html`,
        text: own[name],
      }));
      return { json, page: (words) => renderPage({ title, intro: `${description} ${json.attribution}`, ways }, words) };
    }),
    route('/conformance', async (request) => {
      plain(request);
      const ways = conformance.conformsTo.map((href) => ({ href, text: href }));
      const title = ogcTexts(request.lang).conformance;
      return Promise.resolve({ json: conformance, page: (words) => renderPage({ title, ways }, words) });
    }),
    route('/api', async (request, root) => {
      plain(request);
      const { title, api } = ogcTexts(request.lang);
      const json = openApi(root, title);
      const ways = Object.keys(json.paths).map((path) => ({ href: `${root}${path}`, text: path }));
      const page = (words: Words) => renderPage({ title: api, ways }, words);
      return Promise.resolve({ json, type: 'application/vnd.oai.openapi+json;version=3.0', page });
    }),
    route('/collections', async (request, root) => {
      plain(request);
      const { lang } = request;
      const collections = KINDS.map((kind) => collection(root, kind, { lang, bbox: extent() }));
      const ways = collections.map(({ id, title }) => ({ href: `${root}/collections/${id}?f=html`, text: title }));
      const json = { links: selfLinks(root, '/collections'), collections };
      const title = ogcTexts(lang).collections;
      return Promise.resolve({ json, page: (words) => renderPage({ title, ways }, words) });
    }),
    route('/collections/:collection', async (request, root) => {
      plain(request);
      const json = collection(root, kindOf(request), { lang: request.lang, bbox: extent() });
      const ways = [{ href: `${root}/collections/${json.id}/items?f=html`, text: ogcTexts(request.lang).items }];
      return Promise.resolve({ json, page: (words) => renderPage({ title: json.title, ways }, words) });
    }),
    route('/collections/:collection/items', (request, root) => writeItems(request, root)),
    route('/collections/:collection/items/:feature', async (request, root) => {
      plain(request);
      const { params, lang } = request;
      const kind = kindOf(request);
      const feature = await readItem({ database, things }, { kind, name: params['feature']!, lang });
      const path = `/collections/${idOf(kind)}`;
      const links: Link[] = [
        ...selfLinks(root, `${path}/items/${feature.id}`, FEATURES_TYPE),
        { href: `${root}${path}`, rel: 'collection', type: JSON_TYPE, title: idOf(kind) },
      ];
      const ways = [{ href: `${root}${path}?f=html`, text: idOf(kind) }];
      const page = (words: Words) => renderPage({ title: nameOf(feature), ways, body: renderFeature(feature) }, words);
      return { json: { ...feature, links }, type: FEATURES_TYPE, page };
    }),
  ];

  async function writeItems(request: PageRequest, root: string): Promise<Document> {
    const { lang, now } = request;
    const kind = kindOf(request);
    const { matched, features, next } = await read(kind, readItemsQuery(kind, request.search, lang), { now, lang });
    const path = `/collections/${idOf(kind)}`;
    const rest = withoutNames(request.search, ['f', 'after']);
    const links = selfLinks(root, `${path}/items${rest}`, FEATURES_TYPE);
    const nextPath = next && `${root}${path}/items${rest === '' ? '?' : `${rest}&`}after=${next}`;
    if (nextPath) links.push({ href: `${nextPath}&f=json`, rel: 'next', type: FEATURES_TYPE, title: 'next' });
    const json = {
      type: 'FeatureCollection',
      timeStamp: toDateTime(now),
      numberMatched: matched,
      numberReturned: features.length,
      links,
      features,
    };
    const own = ogcTexts(lang);
    const ways = features.map((feature) => ({
      href: `${root}${path}/items/${feature.id}?f=html`,
      text: nameOf(feature),
    }));
    if (nextPath) ways.push({ href: `${nextPath}&f=html`, text: own.next });
    const intro = matched === 0 ? own.none : fill(own.total, { total: String(matched) });
    return { json, type: FEATURES_TYPE, page: (words) => renderPage({ title: words.kinds(kind), intro, ways }, words) };
  }
}

/** Throws NotFound. */
function kindOf({ params }: PageRequest): Kind {
  const kind = kindOfId(params['collection']!);
  if (!kind) throw new NotFound();
  return kind;
}

function wantsPage({ search, accept }: PageRequest): boolean {
  const form = /[?&]f=(\w+)/.exec(search)?.[1];
  return form === undefined ? /\btext\/html\b/.test(accept) : form === 'html';
}

/** Programs are told by a problem, people by the page of the house. */
function refuse(cause: unknown, request: PageRequest): PageAnswer {
  const isTold = cause instanceof Invalid || cause instanceof NotFound;
  if (!isTold || wantsPage(request)) throw cause;
  const json = toProblem(cause, request.lang, '');
  return { status: json.status, json, type: 'application/problem+json' };
}

function withoutNames(search: string, names: readonly string[]): string {
  const parts = search.replace(/^\?/, '').split('&');
  const kept = parts.filter((part) => part !== '' && !names.includes(part.split('=')[0]!));
  return kept.length > 0 ? `?${kept.join('&')}` : '';
}
