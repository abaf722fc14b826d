const { INDEX_READERS, ROOMS, TIERS, WEB_TIERS } = require('./scripts/rooms/rooms.cjs');

const TEST = '\\.test\\.ts$|/testing/|/fixtures/|/bench/';
const OWN = '^(server|tiles|web|seed)/';
const MODULES = '^server/src/modules/';
/** @typedef {import('dependency-cruiser').IRegularForbiddenRuleType} Rule */

/** @type {import('dependency-cruiser').DependencyType[]} */
const PACKAGES = ['npm', 'npm-dev', 'npm-no-pkg', 'npm-unknown', 'npm-optional', 'npm-peer'];

/**
 * @param {string} name
 * @param {string | Rule['from']} from
 * @param {Rule['to']} to
 * @returns {Rule}
 */
const forbid = (name, from, to) => ({
  name,
  severity: 'error',
  from: typeof from === 'string' ? { path: from, pathNot: TEST } : from,
  to,
});
/** @param {readonly string[]} names */
const among = (names, folder = MODULES) => `${folder}(${names.join('|')})/`;
/**
 * @param {string} name
 * @param {string} folder
 * @param {readonly (readonly string[])[]} tiers
 */
const inTiers = (name, folder, tiers) =>
  tiers.map((tier, at) =>
    forbid(`${name}-${at + 1}-imports-no-later-tier`, among(tier, folder), {
      path: folder,
      pathNot: among(tiers.slice(0, at + 1).flat(), folder),
    }),
  );
/** @param {readonly string[]} packages */
const oneOf = (packages) => packages.map((name) => name.replaceAll('.', '\\.')).join('|');

module.exports = {
  forbidden: [
    forbid('no-cycles', {}, { circular: true }),
    forbid('no-missing', {}, { couldNotResolve: true, pathNot: '\\?(worker|url)|^geojson$' }),
    ...ROOMS.flatMap(({ name, from, may, packages, node }) => [
      forbid(`${name}-imports-its-rooms`, from, { path: OWN, pathNot: [from, ...may] }),
      forbid(`${name}-imports-its-packages`, from, {
        dependencyTypes: PACKAGES,
        ...(packages.length && { pathNot: `/node_modules/(${oneOf(packages)})/` }),
      }),
      ...(node ? [] : [forbid(`${name}-is-pure`, from, { dependencyTypes: ['core'] })]),
    ]),
    ...inTiers('tier', MODULES, TIERS),
    ...inTiers('web-tier', '^web/src/modules/', WEB_TIERS),
    forbid(
      'only-readers-use-the-index',
      { path: MODULES, pathNot: `${TEST}|${among(INDEX_READERS)}|/features\\.ts$` },
      {
        path: '^(server/src/catalogue/|tiles/)',
      },
    ),
    forbid(
      'only-search-asks-text-search',
      { path: MODULES, pathNot: `${TEST}|${among(['search'])}` },
      {
        path: '^server/src/text-search/',
        pathNot: '^server/src/text-search/port\\.ts$',
      },
    ),
    forbid(
      'roles-of-their-own',
      { path: `${MODULES}([^/]+)/(routes|page|tiles|features|thing)\\.ts$`, pathNot: TEST },
      {
        path: `${MODULES}[^/]+/(routes|page|tiles|thing)\\.ts$`,
        pathNot: `${MODULES}$1/`,
      },
    ),
    forbid(
      'nobody-looks-up',
      { path: '^server/src/[^/]+/', pathNot: `${TEST}|${MODULES}` },
      {
        path: '^server/src/[^/]+\\.ts$',
        pathNot: '^server/src/(contract|errors)\\.ts$',
      },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules|/dist/' },
    exclude: { path: '^(web|server|tiles|seed)/dist/.*\\.map$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
      extensions: ['.ts', '.vue', '.js', '.mjs', '.json'],
    },
  },
};
