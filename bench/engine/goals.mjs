const times = (value) => `${value < 10 ? value.toFixed(1) : Math.round(value)}×`;
const ms = (value) => `${value < 1 ? value.toFixed(3) : value < 100 ? value.toFixed(2) : Math.round(value)} ms`;
const percent = (value) => `${(value * 100).toFixed(1)} %`;
const whole = (value) => `${Math.round(value)}`;

const ratio = (key, over, measure, least, text) => ({
  key,
  text,
  least,
  show: times,
  of: (result) => result[over][measure],
});
const mostMs = (key, most, text, of) => ({ key, text, most, show: ms, of });
const worstNear = (shares) => Math.max(...shares.map(({ near }) => near));

/** What the engine must reach. `key`: the step that measures it, `size`: only at this size. */
const GOALS = [
  ratio('tiles 171k', 'overTypical', 'mean', 60, 'tile of 171,000, mean, against A'),
  ratio('tiles 171k', 'overTuned', 'mean', 30, 'tile of 171,000, mean, against B'),
  ratio('tiles 171k', 'overTypical', 'p99', 150, 'tile of 171,000, p99, against A'),
  ratio('tiles 171k', 'overTuned', 'p99', 80, 'tile of 171,000, p99, against B'),
  ratio('tiles 2m', 'overTypical', 'p99', 200, 'tile of 2,000,000, p99, against A'),
  ratio('tiles 2m', 'overTuned', 'p99', 100, 'tile of 2,000,000, p99, against B'),
  mostMs('tiles 2m', 2, 'tile of 2,000,000, p99', ({ engine }) => engine.p99),
  ...['171k', '2m'].map((size) => ({
    key: `filters ${size}`,
    text: `never-seen filter at ${size}, against a rebuild by supercluster`,
    least: 500,
    show: times,
    of: (result) => result.times,
  })),
  mostMs('edits', 0.2, 'facets of a row edited, 256 filters cached, p99', (result) => result.facets.applied.p99),
  mostMs('edits', 0.2, 'position of a row edited, 256 filters cached, p99', (result) => result.position.applied.p99),
  mostMs('compaction', 20, 'longest turn of the serving thread in a compaction', ({ stall }) => stall.max),
  mostMs('update server', 5, 'UPDATE to changed tile, PostgreSQL, p99', ({ p99 }) => p99),
  mostMs('update embedded', 50, 'UPDATE to changed tile, embedded, p99', ({ p99 }) => p99),
  ...['update server', 'update embedded'].map((key) => ({
    key,
    text: `stale tiles after UPDATE, ${key === 'update server' ? 'PostgreSQL' : 'embedded'}`,
    most: 0,
    show: whole,
    of: ({ stale }) => stale,
  })),
  { key: 'stale', text: 'stale among 4,000 watched tiles', most: 0, show: whole, of: ({ stale }) => stale },
  ...['p50', 'p99'].map((measure) => ({
    key: 'facets',
    text: `facet counts of a view, ${measure}, against one GROUP BY`,
    least: 20,
    show: times,
    of: (result) => result.times[measure],
  })),
  {
    key: 'http',
    text: 'HTTP without tile cache, requests/s, against A',
    least: 40,
    show: times,
    of: ({ cold, typical }) => (typical ? cold.perSecond / typical.perSecond : undefined),
  },
  {
    key: 'http',
    text: 'HTTP with tile cache, requests/s, share of bare node:http',
    least: 0.75,
    show: percent,
    of: ({ share }) => share,
  },
  {
    key: 'memory',
    text: 'bytes per point without filters',
    most: 100,
    show: whole,
    of: ({ bytesPerPoint }) => bytesPerPoint,
  },
  { key: 'memory', size: '2m', text: 'load of 2,000,000', most: 3000, show: ms, of: ({ loadMs }) => loadMs },
  ...['everything', 'filtered'].map((name) => ({
    key: 'quality',
    text: `features nearer than 40 px to another, worst zoom, ${name}`,
    most: 0.025,
    show: percent,
    of: (result) => worstNear(result[name]),
  })),
  mostMs('search', 50, 'search with facets and first page, demo data, p99', ({ search }) => search.p99),
  mostMs('search', 10, 'filtered tile, demo data, p99', ({ tile }) => tile.p99),
];

/** Every goal of the steps asked for: its text, value and wish as words, and `met`: true, false, or null when not measured. */
export function judge({ results, steps, sizes }) {
  return GOALS.filter(({ key, size }) => steps.includes(key) && (!size || sizes.includes(size))).map((goal) => {
    const { key, text, show, least, most, of } = goal;
    const value = results[key] && of(results[key]);
    const wish = least === undefined ? `≤ ${show(most)}` : `≥ ${show(least)}`;
    // NaN is no figure either.
    if (!Number.isFinite(value)) return { text, wish, shown: '–', met: null };
    return { text, wish, shown: show(value), met: least === undefined ? value <= most : value >= least };
  });
}
