// Checks the import rules and prints how many cycles of files and knots of folders there are.
// A knot: folders that reach each other, types included. Ends with 1 when a rule is broken.
import { createRequire } from 'node:module';
import { cruise } from 'dependency-cruiser';

const require = createRequire(import.meta.url);
const { forbidden, options } = require('../.dependency-cruiser.cjs');
const SOURCES = ['tiles/src', 'server/src', 'web/src', 'seed/src'];
const TEST = /\.test\.ts$|\/testing\/|\/fixtures\/|\/bench\//;

const extract = (await import('dependency-cruiser/config-utl/extract-ts-config')).default;
const { output } = await cruise(SOURCES, { ruleSet: { forbidden }, validate: true, ...options }, undefined, {
  tsConfig: extract('tsconfig.json'),
});
if (typeof output === 'string') throw new Error(output);
const { violations } = output.summary;
for (const { rule, from, to } of violations) console.log(`${rule.name}: ${from} -> ${to}`);
const cycles = violations.filter(({ rule }) => rule.name === 'no-cycles').length;
const knots = findKnots(toArrows(output.modules));
for (const knot of knots) console.log(`knot: ${knot.join(' ')}`);
const files = output.modules.filter(({ source }) => SOURCES.some((folder) => source.startsWith(folder))).length;
console.log(
  `${files} files, ${violations.length} broken rules, ${cycles} cycles of files, ${knots.length} knots of folders`,
);
process.exit(violations.length ? 1 : 0);

/**
 * Folders by the folders they import from.
 * @param {readonly import('dependency-cruiser').IModule[]} modules
 * @returns {Map<string, Set<string>>}
 */
function toArrows(modules) {
  const arrows = new Map();
  for (const { source, dependencies } of modules) {
    if (TEST.test(source)) continue;
    const from = folderOf(source);
    for (const { resolved } of dependencies) {
      const to = folderOf(resolved);
      if (from && to && from !== to) arrows.set(from, (arrows.get(from) ?? new Set()).add(to));
    }
  }
  return arrows;
}

/**
 * A room: `server/src/db`, `web/src/modules/places`; a file beside the rooms stands for itself.
 * @param {string} file
 */
function folderOf(file) {
  return /^(?:tiles|server|web|seed)\/src\/(?:modules\/[^/]+|[^/]+)/.exec(file)?.[0];
}

/**
 * Strongly connected components of more than one folder (Tarjan 1972).
 * @param {ReadonlyMap<string, ReadonlySet<string>>} arrows
 */
function findKnots(arrows) {
  const [index, low] = [new Map(), new Map()];
  /** @type {string[]} */
  const stack = [];
  /** @type {string[][]} */
  const knots = [];
  /** @param {string} node */
  const visit = (node) => {
    index.set(node, index.size);
    low.set(node, index.get(node));
    stack.push(node);
    for (const next of arrows.get(node) ?? []) {
      if (!index.has(next)) visit(next);
      if (stack.includes(next)) low.set(node, Math.min(low.get(node), low.get(next)));
    }
    if (low.get(node) !== index.get(node)) return;
    const knot = stack.splice(stack.indexOf(node));
    if (knot.length > 1) knots.push(knot.sort());
  };
  for (const node of arrows.keys()) if (!index.has(node)) visit(node);
  return knots;
}
