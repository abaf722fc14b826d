const { existsSync, readdirSync } = require('node:fs');
const { join } = require('node:path');

/**
 * The rooms of ARCHITECTURE.md. Every file below a src folder stands in exactly one of them; a room imports itself, what its
 * row says, and nothing else, packages included. Tests may reach further than what they test.
 */
const ROLES = 'schema|facts|tables|queries|features|service|routes|tiles|page|thing|pin|module';
/** How rows of files are read and written. */
const INTAKE = '^server/src/intake/';
const SHEETS = '^server/src/modules/[^/]+/sheet/';
/**
 * Files of modules by their role.
 * @param {string} roles
 */
const role = (roles) => `^server/src/modules/[^/]+/(${roles})\\.ts$`;

const CONTRACT = '^server/src/contract/';
const FORMATS = '^server/src/formats/';
const DB = '^server/src/db/';
const CRYPTO = '^server/src/crypto/';
const ERRORS = '^server/src/errors\\.ts$';
const HTML = '^server/src/html/';
const CATALOGUE = '^server/src/catalogue/';
/** What modules may know of the search for texts. */
const TEXT_SEARCH = '^server/src/text-search/(port|built-in|shown)\\.ts$';
const TILES = '^tiles/';
/** The one way to other servers. */
const OUTBOUND = '^server/src/outbound/';
/** Photos made from what was sent. */
const PICTURES = '^server/src/pictures/';
/** Where bytes are kept by name. */
const FILE_STORE = '^server/src/file-store/';
const NAMES = '^server/src/names/';
const TEXTS = '^server/src/modules/[^/]+/texts(\\.ts$|/)';
/** Files of a module without a role of their own. */
const HELPERS = `^server/src/modules/[^/]+/(?!(${ROLES}|texts)\\.ts$|migrations/|texts/|sheet/|reading/)`;
/** What files and feeds say, held against what is known here. */
const READING = '^server/src/modules/(imports|sources)/reading/';
const SEED_READS =
  '^server/(src|dist)/(config|contract|crypto|db|formats|intake)|^server/(src|dist)/modules/[^/]+/(tables\\.|sheet/)' +
  // How an account and an entry of the record are made.
  '|^server/(src|dist)/modules/(accounts/(new-account|person-key)|applications/new-application|audit/payload)\\.';

const WEB_CONTRACT = '^server/(src|dist)/contract|^server/(src|dist)/modules/[^/]+/(schema|facts)';

/**
 * Rooms one above the other.
 * @param {readonly { name: string, from: string, packages: string[] }[]} rooms
 */
function floors(rooms) {
  return rooms.map((room, at) => ({
    ...room,
    may: [WEB_CONTRACT, ...rooms.slice(0, at).map(({ from }) => from)],
    node: false,
  }));
}

/** The rooms of the engine and what each may know of it. */
const TILES_ROOMS = [
  { name: 'kernels', may: [] },
  { name: 'grid', may: [] },
  { name: 'input', may: [] },
  { name: 'text', may: ['input'], packages: ['opencc-js', 'pinyin-pro'] },
  { name: 'rows', may: ['kernels', 'grid', 'input'] },
  { name: 'match', may: ['kernels', 'grid', 'input', 'text', 'rows'] },
  { name: 'cluster', may: ['kernels', 'grid', 'input', 'rows', 'match'] },
  { name: 'page', may: ['kernels', 'grid', 'input', 'text', 'rows', 'match'] },
  { name: 'encode', may: ['kernels', 'grid', 'input', 'rows', 'match', 'cluster'] },
];

/** may: files of other rooms · packages: of npm, types too · node: whether it may use what Node brings. */
const ROOMS = [
  // The engine knows no clock, no file and no product.
  ...TILES_ROOMS.map(({ name, may, packages = [] }) => ({
    name: `tiles-${name}`,
    from: `^tiles/src/${name}/`,
    may: may.map((room) => `^tiles/src/${room}/`),
    packages,
    node: false,
  })),
  // The door of the engine, and the store of rows behind it.
  { name: 'tiles-door', from: '^tiles/src/[^/]+\\.ts$', may: ['^tiles/src/[^/]+/'], packages: [], node: false },

  { name: 'contract', from: '^server/src/contract(/|\\.ts$)', may: [role('schema')], packages: ['zod'], node: false },
  // Keys, seals and chains: knows bytes and no product.
  { name: 'crypto', from: CRYPTO, may: [], packages: ['@node-rs/argon2'], node: true },
  { name: 'errors', from: ERRORS, may: [CONTRACT], packages: [], node: false },
  {
    name: 'formats',
    from: FORMATS,
    may: [CONTRACT],
    packages: [
      ...['zod', 'csv-parse', 'gcoord', '@turf/distance', 'ical.js', 'saxes', 'yauzl', '@types/yauzl'],
      '@types/geojson',
    ],
    node: true,
  },
  {
    name: 'db',
    from: DB,
    may: [CONTRACT, FORMATS],
    packages: ['pg', '@types/pg', 'kysely', 'zod', '@electric-sql/pglite', '@electric-sql/pglite-postgis'],
    node: true,
  },
  {
    name: 'catalogue',
    from: CATALOGUE,
    may: [CONTRACT, DB, FORMATS, TILES],
    packages: ['pg', '@types/pg'],
    node: true,
  },
  // How names are said and what they say, for who reads no Chinese.
  { name: 'names', from: NAMES, may: [TILES], packages: [], node: false },
  // From bytes to rows, and from rows to what is written: for the command line, the web and feeds.
  {
    name: 'intake',
    from: INTAKE,
    may: [CONTRACT, FORMATS, DB],
    packages: ['pg', '@types/pg', '@types/geojson', 'kysely'],
    node: true,
  },
  // What a module says of its rows.
  {
    name: 'sheets',
    from: SHEETS,
    may: [INTAKE, FORMATS, CONTRACT, '^server/src/db/thing\\.ts$'],
    packages: ['pg', '@types/pg', 'kysely'],
    node: false,
  },
  // Other platforms as a demonstration needs them; a program of its own.
  { name: 'stand-in', from: '^server/src/stand-in/', may: [], packages: [], node: true },
  { name: 'outbound', from: OUTBOUND, may: [], packages: ['undici'], node: true },
  // Reads what anybody may have sent; knows bytes and no product.
  {
    name: 'pictures',
    from: PICTURES,
    may: ['^server/src/contract/picture-sizes\\.ts$'],
    packages: ['sharp'],
    node: true,
  },
  { name: 'file-store', from: FILE_STORE, may: [OUTBOUND], packages: ['aws4fetch'], node: true },
  {
    name: 'text-search',
    from: '^server/src/text-search/',
    may: [CONTRACT, CATALOGUE, DB, OUTBOUND, TILES],
    packages: ['meilisearch', 'pg', '@types/pg', 'zod'],
    node: true,
  },
  {
    name: 'html',
    from: HTML,
    may: [CONTRACT, FORMATS, ERRORS],
    packages: ['schema-dts', 'zod'],
    node: true,
  },
  {
    name: 'http',
    from: '^server/src/http/',
    may: [CONTRACT, CRYPTO, ERRORS, FORMATS, '^server/src/db/(errors|session)\\.ts$', '^server/src/html/page\\.ts$'],
    packages: ['express', '@types/express', 'pino', 'zod', 'zod-openapi', 'ipaddr.js'],
    node: true,
  },

  { name: 'schema', from: role('schema'), may: [CONTRACT], packages: ['zod'], node: false },
  // What is said of a thing, by the server and by the app.
  { name: 'facts', from: role('facts'), may: [CONTRACT, role('schema')], packages: [], node: false },
  { name: 'tables', from: role('tables'), may: ['^server/src/db/columns\\.ts$'], packages: ['kysely'], node: false },
  { name: 'migrations', from: '^server/src/modules/[^/]+/migrations/', may: [DB], packages: [], node: false },
  { name: 'texts', from: TEXTS, may: [CONTRACT], packages: [], node: false },
  // Queries take the transaction, never the pool.
  {
    name: 'queries',
    from: role('queries'),
    may: ['^server/src/db/(?!pool\\.|server\\.|embedded/)', CONTRACT, FORMATS, role('tables|schema')],
    packages: ['kysely'],
    node: false,
  },
  {
    name: 'features',
    from: role('features'),
    may: [DB, CONTRACT, FORMATS, TILES, '^server/src/catalogue/feature\\.ts$', role('tables|queries')],
    packages: [],
    node: false,
  },
  {
    name: 'helpers',
    from: HELPERS,
    may: [
      ...[CONTRACT, CRYPTO, FORMATS, ERRORS, DB, HTML, CATALOGUE, TEXT_SEARCH, TILES, NAMES, OUTBOUND, TEXTS],
      ...[PICTURES, FILE_STORE],
      role('schema|tables|queries|service'),
      // What `check` and `serve` of a module are given.
      '^server/src/(config|module)\\.ts$',
      // A form sent without script is read as a query of the API is.
      '^server/src/http/(query|messages)\\.ts$',
    ],
    packages: [
      ...['zod', 'schema-dts', '@turf/destination', 'geojson-vt', '@maplibre/vt-pbf', 'pmtiles', '@types/geojson'],
      ...['@simplewebauthn/server', 'openid-client', 'oidc-provider', '@types/oidc-provider'],
    ],
    node: true,
  },
  {
    name: 'reading',
    from: READING,
    may: [
      CONTRACT,
      CRYPTO,
      DB,
      ERRORS,
      FORMATS,
      INTAKE,
      HELPERS,
      READING,
      '^server/src/(module|http/messages)\\.ts$',
      role('schema|queries'),
    ],
    packages: ['pg', '@types/pg', 'kysely'],
    node: false,
  },
  {
    name: 'page',
    from: role('page'),
    may: [HTML, CONTRACT, FORMATS, TEXTS, HELPERS, role('schema|facts|queries')],
    packages: ['schema-dts'],
    node: false,
  },
  {
    name: 'service',
    from: role('service'),
    may: [
      ...[CONTRACT, CRYPTO, FORMATS, ERRORS, DB, HTML, CATALOGUE, TEXT_SEARCH, TILES, HELPERS],
      ...[PICTURES, FILE_STORE, READING],
      role('schema|tables|queries'),
    ],
    packages: ['zod', '@simplewebauthn/server', 'oidc-provider', '@types/oidc-provider'],
    node: true,
  },
  {
    name: 'routes',
    from: role('routes'),
    may: [
      ...[CONTRACT, FORMATS, ERRORS, DB, HTML, CATALOGUE, TEXT_SEARCH, HELPERS, READING, TEXTS],
      '^server/src/http/',
      '^server/src/file-store/port\\.ts$',
      '^server/src/module\\.ts$',
      role('schema|queries|service|page|tiles'),
    ],
    packages: [],
    node: false,
  },
  {
    name: 'tile-sources',
    from: role('tiles'),
    may: [CONTRACT, FORMATS, ERRORS, CATALOGUE, TILES, HELPERS, '^server/src/http/', role('schema|service')],
    packages: [],
    node: true,
  },
  // What others fold over, of its own module alone.
  {
    name: 'thing',
    from: role('thing'),
    may: [
      ...['^server/src/module\\.ts$', CONTRACT, DB, role('features|service|page')],
      '^server/src/modules/[^/]+/(sheet/record|calendar)\\.ts$',
    ],
    packages: ['kysely'],
    node: false,
  },
  // What people write of a kind, of its own module alone.
  {
    name: 'pin',
    from: role('pin'),
    may: ['^server/src/module\\.ts$', CONTRACT, DB, ERRORS, HELPERS, role('service')],
    packages: [],
    node: false,
  },
  {
    name: 'module',
    from: role('module'),
    may: ['^server/src/module\\.ts$', DB, HELPERS, READING, role('routes|service|queries|thing|pin|tiles|page')],
    packages: [],
    node: false,
  },
  // What joins the rooms: nobody below may look up at it, see `nobody-looks-up`.
  {
    name: 'top',
    from: '^server/src/(?!contract\\.ts$|errors\\.ts$)[^/]+\\.ts$',
    may: ['^server/src/'],
    packages: ['pino', 'zod', 'express', '@types/express', 'compression', '@types/compression'],
    node: true,
  },

  {
    name: 'seed-sources',
    from: '^seed/src/sources/',
    may: ['^server/(src|dist)/formats/'],
    packages: ['@types/geojson'],
    node: true,
  },
  {
    name: 'seed-demo',
    from: '^seed/src/demo/',
    may: ['^seed/src/sources/'],
    packages: ['@types/geojson'],
    node: false,
  },
  {
    name: 'seed-kind-demo',
    from: '^seed/src/kinds/[^/]+/demo/',
    may: ['^seed/src/(sources|demo)/'],
    packages: [],
    node: false,
  },
  {
    name: 'seed-kinds',
    from: '^seed/src/kinds/(?![^/]+/demo/)',
    may: [
      '^seed/src/(sources|demo|kinds)/',
      '^server/(src|dist)/(contract/kinds\\.|formats/|intake/|modules/[^/]+/(tables\\.|sheet/))',
    ],
    packages: ['pg', '@types/pg'],
    node: false,
  },
  {
    name: 'seed',
    from: '^seed/src/(?!sources/|demo/|kinds/)',
    may: ['^seed/src/', SEED_READS],
    packages: ['pg', '@types/pg', '@types/geojson', 'csv-parse'],
    node: true,
  },

  // The app's floors: each knows those before it.
  ...floors([
    { name: 'web-api', from: '^web/src/api/', packages: [] },
    { name: 'web-i18n', from: '^web/src/i18n/', packages: ['vue', 'vue-i18n'] },
    {
      name: 'web-geometry',
      from: '^web/src/geometry/',
      packages: ['@turf/area', '@turf/destination', '@turf/distance', '@turf/kinks', '@types/geojson'],
    },
    { name: 'web-ui', from: '^web/src/(ui|styles)/', packages: ['vue', 'vue-router', '@lucide/vue', 'reka-ui'] },
    { name: 'web-state', from: '^web/src/state/', packages: ['vue', 'pinia', 'vue-router'] },
    { name: 'web-things', from: '^web/src/things/', packages: ['vue', 'pinia', '@lucide/vue'] },
    {
      name: 'web-map',
      from: '^web/src/map/',
      packages: ['vue', '@lucide/vue', 'pinia', 'maplibre-gl', 'pmtiles', '@types/geojson'],
    },
    {
      name: 'web-modules',
      from: '^web/src/modules/',
      packages: ['vue', 'pinia', '@lucide/vue', 'reka-ui', 'uqr', '@simplewebauthn/browser'],
    },
    { name: 'web-shell', from: '^web/src/shell/', packages: ['vue', '@lucide/vue'] },
    { name: 'web-gallery', from: '^web/src/gallery/', packages: ['vue', '@lucide/vue'] },
    { name: 'web-main', from: '^web/src/[^/]+$', packages: ['vue', 'pinia', 'vue-router'] },
  ]),
  {
    name: 'web-sw',
    from: '^web/src/sw/',
    may: [WEB_CONTRACT],
    packages: [
      '@maplibre/vt-pbf',
      'supercluster',
      '@types/supercluster',
      'workbox-core',
      'workbox-precaching',
      'workbox-routing',
    ],
    node: false,
  },
];

/** The folders of kinds: whatever has a `thing.ts`. */
function listKinds() {
  const folder = join(__dirname, '../../server/src/modules');
  return readdirSync(folder).filter((name) => existsSync(join(folder, name, 'thing.ts')));
}

// Earlier tiers first; a module may use modules of its own tier or an earlier one.
const TIERS = [
  ['audit', 'jobs'],
  ['divisions', 'vocabularies'],
  ['places', 'organisers', 'media'],
  listKinds(),
  ['accounts', 'authority', 'staff-accounts', 'demo-accounts'],
  ['contacts', 'messages', 'passwords', 'passkeys', 'real-names', 'second-factors'],
  ['merging', 'step-up', 'sign-on', 'delegations', 'privacy', 'applications'],
  [
    'map',
    'search',
    'timetable',
    'basemap',
    'changes',
    'isochrones',
    'coverage',
    'reports',
    'understanding',
    'institution-tree',
    'pins',
    'moderation',
    'imports',
    'sources',
    'enrolments',
    'freshness',
    'placing',
  ],
  ['find', 'print', 'sitemap', 'open-data'],
  ['ogc-features', 'feeds'],
  ['webhooks'],
];
const WEB_TIERS = [
  ['divisions'],
  ['places', 'understanding', 'sharing', 'media'],
  ['search', 'details', 'account'],
  ['learning', 'enrolments', 'messages'],
  [...listKinds(), 'area', 'institution-tree', 'isochrones', 'coverage', 'timetable', 'offline'],
  ['embed', 'favourites', 'print', 'reports', 'speech', 'staff-accounts', 'audit', 'jobs', 'freshness'],
  ['authority', 'tree-acts', 'pins', 'moderation', 'imports', 'sources', 'webhooks'],
  ['desk'],
];
/** Modules that own no learning data and read the index instead. */
const INDEX_READERS = [
  'map',
  'search',
  'timetable',
  'changes',
  'isochrones',
  'coverage',
  'understanding',
  'placing',
  'open-data',
  'ogc-features',
  'feeds',
];

module.exports = { ROOMS, TIERS, WEB_TIERS, INDEX_READERS };
