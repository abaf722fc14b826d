import { KIND_FILTER } from '../../contract/filter-table.ts';
import { KINDS, traitsOf, type Kind } from '../../contract/kinds.ts';
import { LANGS } from '../../contract/lists.ts';
import type { PageRoute } from '../../html/page.ts';
import type { Parts } from '../../module.ts';
import { attributionOf } from './attribution.ts';
import { licenseOf } from './license.ts';
import { openDataTexts } from './texts.ts';

const MEDIA = 'https://www.iana.org/assignments/media-types';
const OGC_FEATURES = 'http://www.opengis.net/spec/ogcapi-features-1/1.0';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const CONTEXT = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  locn: 'http://www.w3.org/ns/locn#',
};

const inLanguages = (say: (lang: (typeof LANGS)[number]) => string) =>
  LANGS.map((lang) => ({ '@language': lang === 'en' ? 'en' : 'zh', '@value': say(lang) }));
const ref = (address: string) => ({ '@id': address });

interface Common {
  origin: string;
  license: string | null;
}

function distribution({ origin, license }: Common, path: string, type: string, more: object = {}) {
  const isFile = !('dcat:accessService' in more);
  return {
    '@type': 'dcat:Distribution',
    'dcat:accessURL': ref(`${origin}${path}`),
    ...(isFile && { 'dcat:downloadURL': ref(`${origin}${path}`) }),
    'dcat:mediaType': ref(`${MEDIA}/${type}`),
    ...(license && { 'dct:license': ref(license) }),
    ...more,
  };
}

/** One data set for each kind. */
function dataset(common: Common, kind: Kind) {
  const { folder, names, hasSessions } = traitsOf(kind);
  const { origin } = common;
  const query = `${KIND_FILTER}=${kind}`;
  const features = { '@type': 'dcat:DataService', 'dcat:endpointURL': ref(`${origin}/ogc`) };
  const service = { 'dcat:accessService': { ...features, 'dct:conformsTo': ref(OGC_FEATURES) } };
  return {
    '@id': `${origin}/catalogue.jsonld#${folder}`,
    '@type': 'dcat:Dataset',
    'dct:title': inLanguages((lang) => names[lang].many),
    'dct:description': inLanguages((lang) => `${openDataTexts(lang).dataset}${names[lang].many}`),
    'dct:accrualPeriodicity': ref('http://publications.europa.eu/resource/authority/frequency/CONT'),
    'dcat:distribution': [
      distribution(common, `/api/search.csv?${query}`, 'text/csv'),
      distribution(common, `/api/search.xlsx?${query}`, XLSX),
      distribution(common, `/api/search.geojson?${query}`, 'application/geo+json'),
      distribution(common, `/ogc/collections/${folder}/items`, 'application/geo+json', service),
      ...(hasSessions ? [distribution(common, `/calendar.ics?${query}`, 'text/calendar')] : []),
    ],
  };
}

/** All that is given out, in the terms of DCAT-AP. */
export function cataloguePages({ database, config, live, origin }: Parts): PageRoute[] {
  const run: PageRoute['run'] = async () => {
    const license = await licenseOf({ config, database });
    const common = { origin, license };
    const bbox = live.current.index.bbox();
    const whole = {
      '@id': `${origin}/catalogue.jsonld#all`,
      '@type': 'dcat:Dataset',
      'dct:title': inLanguages((lang) => openDataTexts(lang).all),
      'dct:description': inLanguages((lang) => openDataTexts(lang).allDescription),
      'dcat:distribution': [
        distribution(common, '/api/feeds/things', 'application/json'),
        distribution(common, '/tiles/learning.json', 'application/json'),
      ],
    };
    const json = {
      '@context': CONTEXT,
      '@id': `${origin}/catalogue.jsonld`,
      '@type': 'dcat:Catalog',
      'dct:title': inLanguages((lang) => openDataTexts(lang).catalogue),
      'dct:description': await attributionOf(database),
      'dct:publisher': { '@type': 'foaf:Agent', 'foaf:name': '浙学地图 Zhejiang Learning Map' },
      'foaf:homepage': ref(`${origin}/`),
      ...(license && { 'dct:license': ref(license) }),
      ...(bbox && { 'dct:spatial': { '@type': 'dct:Location', 'dcat:bbox': toWkt(bbox) } }),
      'dcat:dataset': [whole, ...KINDS.map((kind) => dataset(common, kind))],
    };
    return { json, type: 'application/ld+json' };
  };
  return [{ path: '/catalogue.jsonld', localised: false, run }];
}

const toWkt = ([west, south, east, north]: readonly [number, number, number, number]) =>
  `POLYGON((${west} ${south},${east} ${south},${east} ${north},${west} ${north},${west} ${south}))`;
