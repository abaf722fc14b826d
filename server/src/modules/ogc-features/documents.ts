import type { Bbox } from '@zlm/tiles';
import { KINDS, traitsOf, type Kind } from '../../contract/kinds.ts';
import type { Lang } from '../../contract/lists.ts';
import { ITEM_FILTERS, MOST_ITEMS } from './asked.ts';

export interface Link {
  href: string;
  rel: string;
  type: string;
  title: string;
}
export const JSON_TYPE = 'application/json';
export const FEATURES_TYPE = 'application/geo+json';
const OPENAPI_TYPE = 'application/vnd.oai.openapi+json;version=3.0';
const HTML_TYPE = 'text/html';
export const CRS84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';
const CONFORMANCE = 'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf';

export const conformance = { conformsTo: ['core', 'geojson', 'html', 'oas30'].map((name) => `${CONFORMANCE}/${name}`) };

/** A document in both of its forms; `path` below the root. */
export function selfLinks(root: string, path: string, type = JSON_TYPE): Link[] {
  const mark = path.includes('?') ? '&' : '?';
  return [
    { href: `${root}${path}${mark}f=json`, rel: 'self', type, title: 'JSON' },
    { href: `${root}${path}${mark}f=html`, rel: 'alternate', type: HTML_TYPE, title: 'HTML' },
  ];
}

export const landing = (root: string, texts: { title: string; description: string; attribution: string }) => ({
  ...texts,
  links: [
    ...selfLinks(root, ''),
    { href: `${root}/api`, rel: 'service-desc', type: OPENAPI_TYPE, title: 'OpenAPI 3.0' },
    { href: `${root}/api?f=html`, rel: 'service-doc', type: HTML_TYPE, title: 'OpenAPI 3.0' },
    { href: `${root}/conformance`, rel: 'conformance', type: JSON_TYPE, title: 'Conformance' },
    { href: `${root}/collections`, rel: 'data', type: JSON_TYPE, title: 'Collections' },
  ],
});

export const idOf = (kind: Kind): string => traitsOf(kind).folder;
export const kindOfId = (id: string): Kind | undefined => KINDS.find((kind) => idOf(kind) === id);

export function collection(root: string, kind: Kind, { lang, bbox }: { lang: Lang; bbox: Bbox }) {
  const id = idOf(kind);
  const items = `${root}/collections/${id}/items`;
  return {
    id,
    title: traitsOf(kind).names[lang].many,
    itemType: 'feature',
    crs: [CRS84],
    extent: { spatial: { bbox: [bbox], crs: CRS84 } },
    links: [
      ...selfLinks(root, `/collections/${id}`),
      { href: `${items}?f=json`, rel: 'items', type: FEATURES_TYPE, title: 'GeoJSON' },
      { href: `${items}?f=html`, rel: 'items', type: HTML_TYPE, title: 'HTML' },
    ],
  };
}

const answer = (type: string) => ({ 200: { description: 'OK', content: { [type]: { schema: { type: 'object' } } } } });
const operation = (operationId: string, type = JSON_TYPE, parameters: object[] = []) => ({
  get: { operationId, parameters, responses: { ...answer(type), 400: { description: 'Not right' } } },
});
const inQuery = (name: string, schema: object) => ({
  ...{ name, in: 'query', required: false, schema, style: 'form', explode: false },
});
const NUMBERS = { type: 'array', items: { type: 'number' }, minItems: 4, maxItems: 6 };

/** What these addresses take, in the version that the standard names. */
export const openApi = (root: string, title: string) => ({
  openapi: '3.0.3',
  info: { title, version: '1.0.0' },
  servers: [{ url: root }],
  paths: {
    '/': operation('getLandingPage'),
    '/conformance': operation('getConformance'),
    '/collections': operation('getCollections'),
    ...Object.fromEntries(KINDS.flatMap(pathsOf)),
  },
});

function pathsOf(kind: Kind): [string, object][] {
  const id = idOf(kind);
  const parameters = [
    inQuery('bbox', NUMBERS),
    inQuery('datetime', { type: 'string' }),
    inQuery('limit', { type: 'integer', minimum: 1, maximum: MOST_ITEMS, default: 10 }),
    ...ITEM_FILTERS.map((name) => inQuery(name, { type: 'string' })),
  ];
  const inPath = { name: 'featureId', in: 'path', required: true, schema: { type: 'string' } };
  return [
    [`/collections/${id}`, operation(`describe_${kind}`)],
    [`/collections/${id}/items`, operation(`list_${kind}`, FEATURES_TYPE, parameters)],
    [`/collections/${id}/items/{featureId}`, operation(`get_${kind}`, FEATURES_TYPE, [inPath])],
  ];
}
