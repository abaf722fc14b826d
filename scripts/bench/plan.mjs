import { FULL, PLAIN } from '../../tiles/bench/schema.mjs';
import { SIZES } from './options.mjs';

// How much each part does, in whole and as a quick try.
const AMOUNT = {
  tiles: { '171k': [3000, 300], '2m': [600, 60] },
  rebuilds: { '171k': [15, 5], '2m': [5, 5] },
  views: [400, 60],
  edits: [1500, 200],
  stale: [12, 3],
  http: [2400, 400],
  seconds: [2, 0.5],
  updates: [500, 60],
  demo: [
    [6000, 1500],
    [300, 100],
  ],
  peer: [1000, 100],
};

/**
 * The parts to run: { key, part, options, needs }. `databases`: url of the points by size and of an empty database,
 * null without PostgreSQL.
 */
export function planParts({ sizes, parts, quick }, databases) {
  const pick = (amounts) => amounts[quick ? 1 : 0];
  const least = sizes.includes('171k') ? '171k' : sizes[0];
  const most = sizes.includes('2m') ? '2m' : sizes[0];
  const size = SIZES[least];
  const [tiles, searches] = pick(AMOUNT.demo);
  const url = databases?.points[least];
  const plan = [
    ...sizes.map((label) => {
      const options = { size: SIZES[label], url: databases?.points[label], requests: pick(AMOUNT.tiles[label]) };
      return { key: `tiles ${label}`, part: 'tiles', options, needs: 'PostgreSQL' };
    }),
    { key: 'facets', part: 'facets', options: { size, url, views: pick(AMOUNT.views) }, needs: 'PostgreSQL' },
    {
      key: 'http',
      part: 'http',
      options: { size, url, requests: pick(AMOUNT.http), seconds: pick(AMOUNT.seconds) },
    },
    {
      key: 'update server',
      part: 'update',
      options: { url: databases?.empty, updates: pick(AMOUNT.updates) },
      needs: 'PostgreSQL',
    },
    { key: 'update embedded', part: 'update', options: { updates: pick(AMOUNT.updates) } },
    ...sizes.map((label) => {
      const options = { size: SIZES[label], rebuilds: pick(AMOUNT.rebuilds[label]) };
      return { key: `filters ${label}`, part: 'filters', options };
    }),
    { key: 'edits', part: 'edits', options: { size: SIZES[most], edits: pick(AMOUNT.edits) } },
    { key: 'encoder', part: 'encoder', options: { size } },
    { key: 'memory', part: 'memory', options: { size: SIZES[most], names: PLAIN } },
    { key: 'memory of all facets', part: 'memory', options: { size: SIZES[most], names: FULL } },
    { key: 'quality', part: 'quality', options: { size } },
    { key: 'stale', part: 'stale', options: { size, rounds: pick(AMOUNT.stale) } },
    { key: 'search', part: 'search', options: { tiles, searches } },
    {
      key: 'peer',
      part: 'peer',
      options: { size, template: process.env.BENCH_PEER_URL, requests: pick(AMOUNT.peer) },
      needs: 'BENCH_PEER_URL',
    },
  ];
  return plan
    .filter(({ part, options }) => parts.includes(part) && (part !== 'peer' || options.template))
    .map((step) => ({ ...step, missing: step.needs === 'PostgreSQL' && !databases }));
}
