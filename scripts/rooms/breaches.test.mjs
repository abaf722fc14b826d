import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { cruise } from 'dependency-cruiser';
import { expect, test } from 'vitest';
import { KIND_TRAITS } from '../../server/src/contract/kinds.ts';

const require = createRequire(import.meta.url);
const { ROOMS, TIERS, WEB_TIERS } = require('./rooms.cjs');
const { forbidden, options } = require('../../.dependency-cruiser.cjs');

/**
 * A file that would stand in the room.
 * @type {Record<string, string>}
 */
const INSIDE = {
  'tiles-kernels': 'tiles/src/kernels/made.ts',
  'tiles-grid': 'tiles/src/grid/made.ts',
  'tiles-input': 'tiles/src/input/made.ts',
  'tiles-text': 'tiles/src/text/made.ts',
  'tiles-rows': 'tiles/src/rows/made.ts',
  'tiles-match': 'tiles/src/match/made.ts',
  'tiles-cluster': 'tiles/src/cluster/made.ts',
  'tiles-page': 'tiles/src/page/made.ts',
  'tiles-encode': 'tiles/src/encode/made.ts',
  'tiles-door': 'tiles/src/made.ts',
  contract: 'server/src/contract/made.ts',
  crypto: 'server/src/crypto/made.ts',
  errors: 'server/src/errors.ts',
  formats: 'server/src/formats/made.ts',
  db: 'server/src/db/made.ts',
  catalogue: 'server/src/catalogue/made.ts',
  'text-search': 'server/src/text-search/made.ts',
  'stand-in': 'server/src/stand-in/made.ts',
  outbound: 'server/src/outbound/made.ts',
  pictures: 'server/src/pictures/made.ts',
  'file-store': 'server/src/file-store/made.ts',
  names: 'server/src/names/made.ts',
  intake: 'server/src/intake/made.ts',
  sheets: 'server/src/modules/courses/sheet/made.ts',
  html: 'server/src/html/made.ts',
  http: 'server/src/http/made.ts',
  schema: 'server/src/modules/courses/schema.ts',
  facts: 'server/src/modules/courses/facts.ts',
  tables: 'server/src/modules/courses/tables.ts',
  migrations: 'server/src/modules/courses/migrations/made.ts',
  texts: 'server/src/modules/courses/texts/made.ts',
  queries: 'server/src/modules/courses/queries.ts',
  features: 'server/src/modules/courses/features.ts',
  helpers: 'server/src/modules/courses/made.ts',
  reading: 'server/src/modules/imports/reading/made.ts',
  page: 'server/src/modules/courses/page.ts',
  service: 'server/src/modules/courses/service.ts',
  routes: 'server/src/modules/courses/routes.ts',
  'tile-sources': 'server/src/modules/map/tiles.ts',
  thing: 'server/src/modules/courses/thing.ts',
  pin: 'server/src/modules/courses/pin.ts',
  module: 'server/src/modules/courses/module.ts',
  top: 'server/src/made.ts',
  'seed-sources': 'seed/src/sources/made.ts',
  'seed-demo': 'seed/src/demo/made.ts',
  'seed-kind-demo': 'seed/src/kinds/courses/demo/made.ts',
  'seed-kinds': 'seed/src/kinds/courses/made.ts',
  seed: 'seed/src/load/made.ts',
  'web-api': 'web/src/api/made.ts',
  'web-i18n': 'web/src/i18n/made.ts',
  'web-geometry': 'web/src/geometry/made.ts',
  'web-ui': 'web/src/ui/made.ts',
  'web-state': 'web/src/state/made.ts',
  'web-things': 'web/src/things/made.ts',
  'web-map': 'web/src/map/made.ts',
  'web-modules': 'web/src/modules/search/made.ts',
  'web-shell': 'web/src/shell/made.ts',
  'web-gallery': 'web/src/gallery/made.ts',
  'web-main': 'web/src/made.ts',
  'web-sw': 'web/src/sw/made.ts',
};
const ELSEWHERE = 'web/src/elsewhere/made.ts';

/** @typedef {[rule: string, from: string, to: string]} Breach */

/** @type {Breach[]} */
const breaches = [
  ...ROOMS.flatMap(
    ({ name, node }) =>
      /** @type {Breach[]} */ ([
        [`${name}-imports-its-rooms`, INSIDE[name], ELSEWHERE],
        [`${name}-imports-its-packages`, INSIDE[name], 'made-package'],
        ...(node ? [] : [[`${name}-is-pure`, INSIDE[name], 'node:os']]),
      ]),
  ),
  ...breakTiers('tier', 'server/src/modules', TIERS),
  ...breakTiers('web-tier', 'web/src/modules', WEB_TIERS),
  ['no-cycles', 'server/src/db/back.ts', 'server/src/db/forth.ts'],
  ['no-missing', 'server/src/db/made.ts', 'server/src/db/nowhere.ts'],
  ['only-readers-use-the-index', 'server/src/modules/courses/made.ts', 'server/src/catalogue/made.ts'],
  ['only-search-asks-text-search', 'server/src/modules/courses/made.ts', 'server/src/text-search/shown.ts'],
  ['roles-of-their-own', 'server/src/modules/courses/routes.ts', 'server/src/modules/institutions/page.ts'],
  ['nobody-looks-up', 'server/src/http/made.ts', 'server/src/config.ts'],
  // Faults of the kind that once slipped through, by the name of their file.
  ['page-imports-its-rooms', 'server/src/modules/courses/page.ts', 'server/src/db/made.ts'],
  ['helpers-imports-its-rooms', 'server/src/modules/courses/clever.ts', 'server/src/http/made.ts'],
  ['helpers-imports-its-rooms', 'server/src/modules/courses/deep/clever.ts', 'server/src/modules/courses/routes.ts'],
  ['queries-imports-its-rooms', 'server/src/modules/courses/queries.ts', 'server/src/db/pool.ts'],
  ['html-imports-its-rooms', 'server/src/html/made.ts', 'server/src/db/made.ts'],
  ['tiles-kernels-imports-its-rooms', 'tiles/src/kernels/made.ts', 'tiles/src/rows/made.ts'],
  ['tiles-grid-imports-its-rooms', 'tiles/src/grid/made.ts', 'tiles/src/rows/made.ts'],
  ['tiles-input-imports-its-rooms', 'tiles/src/input/made.ts', 'tiles/src/grid/made.ts'],
  ['tiles-text-imports-its-rooms', 'tiles/src/text/made.ts', 'tiles/src/feature-index.ts'],
  ['tiles-text-imports-its-rooms', 'tiles/src/text/made.ts', 'tiles/src/rows/made.ts'],
  ['tiles-rows-imports-its-rooms', 'tiles/src/rows/made.ts', 'tiles/src/match/made.ts'],
  ['tiles-match-imports-its-rooms', 'tiles/src/match/made.ts', 'tiles/src/cluster/made.ts'],
  ['tiles-cluster-imports-its-rooms', 'tiles/src/cluster/made.ts', 'tiles/src/encode/made.ts'],
  ['tiles-page-imports-its-rooms', 'tiles/src/page/made.ts', 'tiles/src/cluster/made.ts'],
  ['tiles-encode-imports-its-rooms', 'tiles/src/encode/made.ts', 'tiles/src/page/made.ts'],
  ['web-modules-imports-its-rooms', 'web/src/modules/search/made.ts', 'server/src/db/made.ts'],
  ['web-modules-imports-its-rooms', 'web/src/modules/search/made.ts', 'web/src/shell/made.ts'],
  ['web-ui-imports-its-rooms', 'web/src/ui/made.ts', 'web/src/state/made.ts'],
  ['web-state-imports-its-rooms', 'web/src/state/made.ts', 'web/src/map/made.ts'],
  ['seed-demo-imports-its-rooms', 'seed/src/demo/made.ts', 'seed/src/import/made.ts'],
  ['seed-kind-demo-imports-its-rooms', 'seed/src/kinds/courses/demo/made.ts', 'seed/src/kinds/courses/rows.ts'],
  ['seed-kinds-imports-its-rooms', 'seed/src/kinds/courses/made.ts', 'seed/src/load/made.ts'],
];
// The last tier has none after it.
const UNBREAKABLE = new Set([
  `tier-${TIERS.length}-imports-no-later-tier`,
  `web-tier-${WEB_TIERS.length}-imports-no-later-tier`,
]);

/**
 * @param {string} name
 * @param {string} folder
 * @param {readonly (readonly string[])[]} tiers
 * @returns {Breach[]}
 */
function breakTiers(name, folder, tiers) {
  return tiers
    .slice(0, -1)
    .map(([module], at) => [
      `${name}-${at + 1}-imports-no-later-tier`,
      `${folder}/${module}/made.ts`,
      `${folder}/${tiers[at + 1][0]}/made.ts`,
    ]);
}

test('every rule has a breach here', () => {
  const broken = new Set(breaches.map(([rule]) => rule));
  expect(forbidden.map(({ name = '' }) => name).filter((name) => !broken.has(name) && !UNBREAKABLE.has(name))).toEqual(
    [],
  );
});

test('every breach is named', async () => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'zlm-rooms-')));
  const here = process.cwd();
  try {
    writeTree(root);
    process.chdir(root);
    const { output } = await cruise(['server', 'tiles', 'web', 'seed'], {
      ruleSet: { forbidden },
      validate: true,
      ...options,
      tsConfig: undefined,
      baseDir: root,
    });
    if (typeof output === 'string') throw new Error(output);
    const named = new Set(output.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`));
    // A cycle is told from any of its files.
    /** @param {Breach} breach */
    const isNamed = ([rule, from, to]) =>
      (rule === 'no-cycles' && named.has(`${rule}: ${to} -> ${from}`)) ||
      [...named].some(
        (line) => line.startsWith(`${rule}: ${from} -> `) && line.includes(to.replace(/^node:|\.ts$/g, '')),
      );
    expect(breaches.filter((breach) => !isNamed(breach) && breach[0] !== 'no-missing')).toEqual([]);
    expect([...named].some((line) => line.startsWith('no-missing: '))).toBe(true);
    expect(breaches.length).toBeGreaterThanOrEqual(30);
  } finally {
    process.chdir(here);
    rmSync(root, { recursive: true, force: true });
  }
}, 120_000);

test('every module folder stands in a tier', () => {
  expect(TIERS.flat().sort()).toEqual(readdirSync('server/src/modules').sort());
  expect(WEB_TIERS.flat().sort()).toEqual(readdirSync('web/src/modules').sort());
});

test('the kinds stand in one tier, by their folders alone', () => {
  /** @type {string[]} */
  const folders = Object.values(KIND_TRAITS).map(({ folder }) => folder);
  for (const tiers of [TIERS, WEB_TIERS]) {
    expect(tiers.filter((tier) => tier.some((name) => folders.includes(name)))).toEqual([
      expect.arrayContaining(folders),
    ]);
  }
});

test('every file stands in one room', () => {
  const files = ['tiles', 'server', 'seed', 'web'].flatMap((name) =>
    readdirSync(`${name}/src`, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|vue)$/.test(entry.name) && !/\.(test|d)\.ts$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => !/\/testing\//.test(file)),
  );
  /** @param {string} file */
  const roomsOf = (file) => ROOMS.filter(({ from }) => new RegExp(from).test(file)).map(({ name }) => name);
  expect(files.length).toBeGreaterThan(300);
  expect(files.filter((file) => roomsOf(file).length !== 1)).toEqual([]);
});

/**
 * Files that do nothing but import what they may not.
 * @param {string} root
 */
function writeTree(root) {
  /** @type {Map<string, string[]>} */
  const imports = new Map();
  /**
   * @param {string} from
   * @param {string} to
   */
  const add = (from, to) => imports.set(from, [...(imports.get(from) ?? []), to]);
  for (const [rule, from, to] of breaches) {
    add(from, to);
    if (to.endsWith('.ts') && rule !== 'no-missing' && !imports.has(to)) imports.set(to, []);
  }
  add('server/src/db/forth.ts', 'server/src/db/back.ts');
  for (const [file, targets] of imports) {
    const lines = targets.map((to, at) => `import * as a${at} from '${toSpecifier(file, to)}';\nconsole.log(a${at});`);
    write(join(root, file), `${lines.join('\n')}\nexport const made = 1;\n`);
  }
  write(join(root, 'package.json'), '{"dependencies":{"made-package":"1.0.0"}}');
  write(
    join(root, 'node_modules/made-package/package.json'),
    '{"name":"made-package","version":"1.0.0","main":"index.js"}',
  );
  write(join(root, 'node_modules/made-package/index.js'), 'module.exports = {};');
}

/**
 * @param {string} from
 * @param {string} to
 */
function toSpecifier(from, to) {
  if (!to.endsWith('.ts')) return to;
  const path = relative(dirname(from), to);
  return path.startsWith('.') ? path : `./${path}`;
}

/**
 * @param {string} file
 * @param {string} text
 */
function write(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
