/** The room table of ARCHITECTURE.md as rules. Tests may reach further than what they test. */
const TEST = '\\.test\\.ts$|/testing/|/fixtures/|/bench/';

/** A module file may import what `allowed` matches; own files of the same module are always fine. */
const rule = (name, from, allowed, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from, pathNot: TEST },
  to: { path: '^(server|tiles|web|seed)/', pathNot: allowed },
});
const MODULE = '^server/src/modules/([^/]+)/';
// Earlier tiers first; a module may use modules of its own tier or an earlier one.
const TIERS = [
  ['divisions', 'vocabularies'],
  ['places', 'institutions'],
  ['activities', 'courses', 'resources', 'credit-points'],
  ['map', 'search', 'timetable', 'basemap', 'changes', 'reach', 'supply', 'reports', 'understanding'],
  ['find', 'print', 'sitemap'],
];
const upTo = (tier) =>
  TIERS.slice(0, tier + 1)
    .flat()
    .join('|');

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-missing',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?(worker|url)|^geojson$' },
    },
    {
      name: 'no-undeclared-packages',
      severity: 'error',
      from: { path: '^(server|tiles|web|seed)/src/', pathNot: TEST },
      to: {
        dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: '^(web|seed)/|vite|plugin-vue',
      },
    },
    rule('tiles-stand-alone', '^tiles/src/', '^tiles/', 'the engine knows no other package'),
    {
      name: 'tiles-are-pure',
      severity: 'error',
      from: { path: '^tiles/src/', pathNot: TEST },
      to: { dependencyTypes: ['core'] },
    },
    rule('formats-are-pure', '^server/src/formats/', '^server/src/(formats|contract)/'),
    rule(
      'contract-is-values',
      '^server/src/contract(/|\\.ts$)',
      '^server/src/(contract(/|\\.ts$)|modules/[^/]+/schema\\.ts$)',
    ),
    rule('schema-is-contract', `${MODULE}schema\\.ts$`, '^server/src/(contract/|modules/[^/]+/schema\\.ts$)'),
    rule('tables-are-types', `${MODULE}tables\\.ts$`, '^server/src/db/columns\\.ts$'),
    rule(
      'queries-read',
      `${MODULE}queries\\.ts$`,
      '^server/src/(db/|contract/|formats/|modules/[^/]+/(tables|queries|schema)\\.ts$)',
      'queries take the transaction; no http, no services',
    ),
    {
      name: 'services-below-the-door',
      severity: 'error',
      from: { path: `${MODULE}service\\.ts$`, pathNot: TEST },
      to: { path: '^server/src/(http/|app\\.ts|main\\.ts|modules/[^/]+/(routes|features|reactions|page)\\.ts)' },
    },
    {
      name: 'only-readers-use-the-index',
      severity: 'error',
      from: {
        path: MODULE,
        pathNot: `${TEST}|^server/src/modules/(map|search|timetable|changes|sharing|reach|supply|understanding)/|/features\\.ts$`,
      },
      to: { path: '^(server/src/catalogue/|tiles/)' },
    },
    {
      name: 'routes-of-their-own',
      severity: 'error',
      from: { path: `${MODULE}routes\\.ts$`, pathNot: TEST },
      to: { path: '^server/src/modules/([^/]+)/(routes|queries)\\.ts$', pathNot: '^server/src/modules/$1/' },
    },
    rule(
      'features-read',
      `${MODULE}features\\.ts$`,
      '^server/src/(db/|contract/|formats/|catalogue/feature\\.ts$|modules/[^/]+/(tables|queries|features)[^/]*\\.ts$)|^tiles/',
    ),
    ...TIERS.map((modules, tier) => ({
      name: `tier-${tier + 1}-imports-no-later-tier`,
      severity: 'error',
      from: { path: `^server/src/modules/(${modules.join('|')})/`, pathNot: TEST },
      to: { path: '^server/src/modules/', pathNot: `^server/src/modules/(${upTo(tier)})/` },
    })),
    {
      name: 'http-knows-no-module',
      severity: 'error',
      from: { path: '^server/src/http/', pathNot: TEST },
      to: { path: '^server/src/(modules|catalogue)/|^(tiles|web|seed)/' },
    },
    {
      name: 'catalogue-is-handed-features',
      severity: 'error',
      from: { path: '^server/src/catalogue/', pathNot: TEST },
      to: { path: '^server/src/(http|modules)/|^(web|seed)/' },
    },
    {
      name: 'db-stands-below',
      severity: 'error',
      from: { path: '^server/src/db/', pathNot: TEST },
      to: { path: '^server/src/(http|modules|catalogue|app|main)|^(tiles|web|seed)/' },
    },
    {
      name: 'server-imports-no-web-or-seed',
      severity: 'error',
      from: { path: '^server/src/', pathNot: TEST },
      to: { path: '^(web|seed)/' },
    },
    rule(
      'web-knows-the-contract',
      '^web/src/',
      '^web/|^server/(src|dist)/contract|^server/(src|dist)/modules/[^/]+/schema',
    ),
    rule(
      'seed-knows-contract-db-formats-tables',
      '^seed/src/',
      '^seed/|^server/(src|dist)/(config|contract|db|formats)|^server/(src|dist)/modules/[^/]+/tables|^server/(src|dist)/modules\\.',
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
