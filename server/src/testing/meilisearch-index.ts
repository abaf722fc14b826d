export type Json = Record<string, unknown>;

/** What the server answers with an error; `code` as its documentation names it. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string) {
    super(code);
    this.status = status;
    this.code = code;
  }
}

/** One index of the stand-in: documents by primary key, and settings. */
export interface StoredIndex {
  primaryKey: string | null;
  settings: Json;
  documents: Map<string, Json>;
}

export const emptyIndex = (primaryKey: string | null = null): StoredIndex => ({
  primaryKey,
  settings: {},
  documents: new Map(),
});

const SEARCH_FIELDS = new Set([
  ...['q', 'filter', 'limit', 'offset', 'sort', 'attributesToRetrieve', 'attributesToSearchOn', 'distinct'],
  ...['showRankingScore', 'locales', 'matchingStrategy'],
]);
const MOST_WORDS = 10;

const list = (value: unknown): string[] => (Array.isArray(value) ? (value as string[]) : []);

/** POST /indexes/{uid}/search, for the options used here. Scores are simple: which words, and in which attribute. */
export function search(index: StoredIndex, body: Json): Json {
  for (const name of Object.keys(body)) if (!SEARCH_FIELDS.has(name)) throw new ApiError(400, 'bad_request');
  const { settings } = index;
  const searchable = list(settings['searchableAttributes']);
  const on = body['attributesToSearchOn'] === undefined ? searchable : list(body['attributesToSearchOn']);
  if (on.some((name) => !searchable.includes(name))) throw new ApiError(400, 'invalid_search_attributes_to_search_on');
  const found = listFiltered(index, body['filter'], 'invalid_search_filter');
  const nearest = readSort(settings, list(body['sort']));
  const words = splitWords((body['q'] as string | null) ?? '');
  const synonyms = (settings['synonyms'] ?? {}) as Record<string, string[]>;
  let hits = found.flatMap((document) => {
    const score = scoreOf(document, words, on, synonyms);
    return score > 0 ? [{ ...document, _rankingScore: score }] : [];
  });
  hits.sort((a, b) => b._rankingScore - a._rankingScore || nearest(a) - nearest(b));
  const distinct = body['distinct'];
  if (typeof distinct === 'string') {
    if (!list(settings['filterableAttributes']).includes(distinct)) throw new ApiError(400, 'invalid_search_distinct');
    const seen = new Set<unknown>();
    hits = hits.filter((hit: Json) => !seen.has(hit[distinct]) && seen.add(hit[distinct]));
  }
  const most = (settings['pagination'] as { maxTotalHits?: number } | undefined)?.maxTotalHits ?? 1000;
  const { limit = 20, offset = 0 } = body as { limit?: number; offset?: number };
  const page = hits.slice(0, most).slice(offset, offset + limit);
  const shown = list(body['attributesToRetrieve'] ?? ['*']);
  return {
    hits: page.map((hit) => pick(hit, body['showRankingScore'] ? [...shown, '_rankingScore'] : shown)),
    query: body['q'] ?? '',
    processingTimeMs: 1,
    limit,
    offset,
    estimatedTotalHits: hits.length,
  };
}

/** POST /indexes/{uid}/documents/fetch */
export function fetchDocuments(index: StoredIndex, body: Json): Json {
  const { limit = 20, offset = 0 } = body as { limit?: number; offset?: number };
  const found = listFiltered(index, body['filter'], 'invalid_document_filter');
  const results = found.slice(offset, offset + limit).map((document) => pick(document, list(body['fields'] ?? ['*'])));
  return { results, limit, offset, total: found.length };
}

function pick(document: Json, names: readonly string[]): Json {
  if (names.includes('*')) return document;
  return Object.fromEntries(names.flatMap((name) => (name in document ? [[name, document[name]]] : [])));
}

/** `attribute IN [values]` and nothing else; the attribute must be filterable. */
function listFiltered({ primaryKey, settings, documents }: StoredIndex, filter: unknown, code: string): Json[] {
  if (filter === undefined || filter === null) return [...documents.values()];
  const parts = /^(\w+) IN (\[.*\])$/s.exec(filter as string);
  const attribute = parts?.[1] ?? '';
  if (!parts || !list(settings['filterableAttributes']).includes(attribute)) throw new ApiError(400, code);
  const values = new Set((JSON.parse(parts[2]!) as unknown[]).map(String));
  if (attribute === primaryKey)
    return [...values].map((value) => documents.get(value)).filter((found) => found !== undefined);
  return [...documents.values()].filter((document) => values.has(String(document[attribute])));
}

/** `_geoPoint(lat, lng):asc`, as degrees on a plane; without a sort all are equal. */
function readSort(settings: Json, sort: readonly string[]): (document: Json) => number {
  if (sort.length === 0) return () => 0;
  const point = /^_geoPoint\((-?[\d.]+), (-?[\d.]+)\):asc$/.exec(sort.join());
  if (!point || !list(settings['sortableAttributes']).includes('_geo')) throw new ApiError(400, 'invalid_search_sort');
  return ({ _geo }) => {
    const at = _geo as { lat: number; lng: number } | null;
    return at ? Math.hypot(at.lat - Number(point[1]), at.lng - Number(point[2])) : Infinity;
  };
}

function splitWords(q: string): string[] {
  const words = q.toLowerCase().match(/\p{Script=Han}+|[\p{L}\p{N}]+/gu) ?? [];
  return words.slice(0, MOST_WORDS);
}

/** Strategy `last`: words are left out from the end until something matches; the first attribute counts most. */
function scoreOf(
  document: Json,
  words: readonly string[],
  on: readonly string[],
  synonyms: Readonly<Record<string, string[]>>,
): number {
  if (words.length === 0) return 1;
  const texts = on.map((name) => ((document[name] as string | undefined) ?? '').toLowerCase());
  let score = 0;
  for (const word of words) {
    const at = texts.findIndex((text) => [word, ...(synonyms[word] ?? [])].some((one) => text.includes(one)));
    if (at < 0) break;
    score += (texts.length - at) / texts.length / words.length;
  }
  return score;
}

/** POST /indexes/{uid}/documents: all of them or none. */
export function addDocuments(index: StoredIndex, documents: readonly Json[]): void {
  index.primaryKey ??= 'key';
  for (const document of documents) {
    const id = document[index.primaryKey];
    if (!/^[\w-]{1,511}$/.test(String(id))) throw new ApiError(400, 'invalid_document_id');
    if (document['_geo'] && typeof (document['_geo'] as Json)['lat'] !== 'number')
      throw new ApiError(400, 'invalid_document_geo_field');
  }
  for (const document of documents) index.documents.set(String(document[index.primaryKey]), document);
}

/** Every second hit becomes one of another index. */
export function toForeign(answered: Json): Json {
  const hits = answered['hits'] as Json[];
  const foreign = hits.map((hit, at) => (at % 2 ? hit : { ...hit, key: `9${at}99999-0`, id: 9_999_900 + at }));
  return { ...answered, hits: [{ key: 'position', id: 9_999_999, title: '外来', _rankingScore: 1 }, ...foreign] };
}
