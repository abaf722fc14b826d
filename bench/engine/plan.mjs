import { FULL, PLAIN } from '../points/schema.mjs';
import { SIZES } from './options.mjs';

// How much each part does, in whole and as a quick try.
const AMOUNT = {
  // Requests of a run, those of them whose rows are counted, and others before for warmth.
  tiles: {
    '171k': [
      [2000, 200, 400],
      [60, 60, 60],
    ],
    '2m': [
      [500, 60, 60],
      [20, 20, 20],
    ],
  },
  rebuilds: { '171k': [15, 5], '2m': [5, 5] },
  views: [400, 60],
  edits: [1500, 200],
  stale: [12, 3],
  http: [2400, 400],
  seconds: [2, 0.5],
  updates: [500, 60],
  // Changed rows, and how often they are compacted.
  compaction: [
    [16_000, 5],
    [4000, 2],
  ],
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
  const plan = [
    ...sizes.map((label) => planTiles(label, pick, databases)),
    ...(sizes.includes('171k') ? planSmall(SIZES['171k'], pick, databases) : []),
    ...planUpdates(pick, databases),
    ...sizes.map((label) => {
      const options = { size: SIZES[label], rebuilds: pick(AMOUNT.rebuilds[label]) };
      return { key: `filters ${label}`, part: 'filters', options };
    }),
    ...planLarge(SIZES[sizes.at(-1)], pick),
  ];
  return plan
    .filter(({ part }) => parts.includes(part))
    .map((step) => ({ ...step, missing: step.needs === 'PostgreSQL' && !databases }));
}

function planTiles(label, pick, databases) {
  const [requests, checks, warmUp] = pick(AMOUNT.tiles[label]);
  const options = { size: SIZES[label], url: databases?.points[label], requests, checks, warmUp };
  return { key: `tiles ${label}`, part: 'tiles', options, needs: 'PostgreSQL' };
}

/** What one size says enough about. */
function planSmall(size, pick, databases) {
  const url = databases?.points['171k'];
  const web = { size, url, requests: pick(AMOUNT.http), seconds: pick(AMOUNT.seconds) };
  const template = process.env.BENCH_PEER_URL;
  return [
    { key: 'facets', part: 'facets', options: { size, url, views: pick(AMOUNT.views) }, needs: 'PostgreSQL' },
    { key: 'http', part: 'http', options: web },
    { key: 'encoder', part: 'encoder', options: { size } },
    { key: 'quality', part: 'quality', options: { size } },
    { key: 'stale', part: 'stale', options: { size, rounds: pick(AMOUNT.stale) } },
    ...(template ? [{ key: 'peer', part: 'peer', options: { size, template, requests: pick(AMOUNT.peer) } }] : []),
  ];
}

/** What has data of its own: the demo data of the product. */
function planUpdates(pick, databases) {
  const updates = pick(AMOUNT.updates);
  const [tiles, searches] = pick(AMOUNT.demo);
  return [
    { key: 'update server', part: 'update', options: { url: databases?.empty, updates }, needs: 'PostgreSQL' },
    { key: 'update embedded', part: 'update', options: { updates } },
    { key: 'search', part: 'search', options: { tiles, searches } },
  ];
}

/** What matters most where there is most. */
function planLarge(size, pick) {
  const [changes, rounds] = pick(AMOUNT.compaction);
  return [
    { key: 'compaction', part: 'compaction', options: { size, changes, rounds } },
    { key: 'edits', part: 'edits', options: { size, edits: pick(AMOUNT.edits) } },
    { key: 'memory', part: 'memory', options: { size, names: PLAIN } },
    { key: 'memory of all facets', part: 'memory', options: { size, names: FULL } },
  ];
}
