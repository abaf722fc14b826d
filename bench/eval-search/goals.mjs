const share = (value) => value.toFixed(3);
const ms = (value) => `${value < 10 ? value.toFixed(3) : Math.round(value)} ms`;
const times = (value) => `${value < 10 ? value.toFixed(1) : Math.round(value)}×`;
const whole = (value) => `${Math.round(value)}`;

const precision = (kind, least) => ({
  kinds: [kind],
  text: `precision@10, ${kind}`,
  least,
  show: share,
  of: ({ ours }) => ours.summary.byKind[kind]?.precision,
});
const faster = (engine, name, least) => ({
  engines: [engine],
  text: `p99, times faster than ${name}`,
  least,
  show: times,
  of: (results) => results[engine].times.p99 / results.ours.times.p99,
});

/** What the built-in search must reach. `engines`: needed besides it; `kinds`: of queries that must have been asked. */
const GOALS = [
  { text: 'text, facets and first page, p50', most: 0.5, show: ms, of: ({ ours }) => ours.times.p50 },
  { text: 'text, facets and first page, p99', most: 5, show: ms, of: ({ ours }) => ours.times.p99 },
  faster('flexsearch', 'FlexSearch', 10),
  faster('minisearch', 'MiniSearch', 100),
  ...['words', 'substrings', 'institutions', 'homophones', 'wrong-characters', 'pinyin'].map((kind) =>
    precision(kind, 0.95),
  ),
  ...['refused', 'wishes', 'signs', 'former-divisions'].map((kind) => precision(kind, 0.97)),
  precision('initials', 0.85),
  precision('sentences', 0.9),
  {
    kinds: ['institutions'],
    text: 'success@1, institutions',
    least: 0.98,
    show: share,
    of: ({ ours }) => ours.summary.byKind.institutions?.success,
  },
  { text: 'precision@10, all', least: 0.97, show: share, of: ({ ours }) => ours.summary.all.precision },
  // Every query but those without an answer intends something that is there, so one of its words finds it.
  { text: 'queries left empty that have an answer', most: 0, show: whole, of: ({ ours }) => ours.emptied },
  { text: 'bytes of index a document', most: 700, show: whole, of: ({ ours }) => ours.bytes / ours.count },
  { text: 'index built', most: 3000, show: ms, of: ({ ours }) => ours.buildMs },
];

/** Every goal of what was asked for: its text, value and wish as words, and `met`: true, false, or null when not measured. */
export function judge(results, { engines, kinds }) {
  if (!engines.includes('ours')) return [];
  const asked = GOALS.filter(
    (goal) =>
      (goal.engines ?? []).every((name) => engines.includes(name)) &&
      (goal.kinds ?? []).every((kind) => kinds.includes(kind)),
  );
  return asked.map(({ text, least, most, show, of, engines: peers = [] }) => {
    const wish = least === undefined ? `≤ ${show(most)}` : `≥ ${show(least)}`;
    const value = ['ours', ...peers].every((name) => results[name]) ? of(results) : undefined;
    if (!Number.isFinite(value)) return { text, wish, shown: '–', met: null };
    return { text, wish, shown: show(value), met: least === undefined ? value <= most : value >= least };
  });
}
