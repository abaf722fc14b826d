const number = (value) => Math.round(value).toLocaleString('en');
const ms = (value) => (value < 1 ? value.toFixed(3) : value < 100 ? value.toFixed(2) : `${Math.round(value)}`);
const times = (value) => `${value < 10 ? value.toFixed(1) : Math.round(value)}×`;
// Characters of a line.
const WIDTH = 120;
const MEASURES = ['mean', 'p50', 'p95', 'p99'];

const METHOD = `Synthetic points clustered like the towns and venues of Zhejiang, six sessions a point; walks of panning
and zooming views of 1440 × 900 px, every request put to A, B and the engine in turn, in one process, without a tile cache,
filter caches empty at the start of each run, databases warm. A: PostGIS as one writes it first (GiST, GROUP BY a grid of 64 px,
ST_AsMVT). B: the same tuned (Morton key, covering index, index-only scans, sets as bits). Ratios are medians of five
runs, each with a trace of its own; those of the other lines of five slices of a run, where not said otherwise.`;

/** All figures as Markdown. */
export function toMarkdown({ machine, results, verdicts }) {
  return [
    ...paragraph(`Measured on ${machine.date}: ${machine.text}. ${METHOD}`),
    ...['171k', '2m'].flatMap((size) => tileTable(size, results[`tiles ${size}`])),
    ...goalTable(verdicts),
    ...otherFigures(results),
    ...losses(results, verdicts),
  ].join('\n');
}

/** Lines of at most 120 characters, and an empty one. */
function paragraph(text) {
  const lines = [''];
  for (const word of text.split(/\s+/)) {
    if (lines[lines.length - 1].length + word.length >= WIDTH) lines.push('');
    lines[lines.length - 1] += lines.at(-1) ? ` ${word}` : word;
  }
  return [...lines, ''];
}

function tileTable(size, tiles) {
  if (!tiles) return [];
  const line = (name, figures, show) =>
    `| ${name} | ${MEASURES.map((measure) => show(figures[measure])).join(' | ')} |`;
  return [
    `| filtered tile, ${size === '2m' ? '2,000,000' : '171,000'} points, ms | ${MEASURES.join(' | ')} |`,
    '| --- | ---: | ---: | ---: | ---: |',
    line('A: PostGIS', tiles.typical, ms),
    line('B: PostGIS, tuned', tiles.tuned, ms),
    line('this engine', tiles.engine, ms),
    line('A / engine', tiles.overTypical, times),
    line('B / engine', tiles.overTuned, times),
    '',
    ...paragraph(
      `${number(tiles.engine.count)} requests, ${Math.round(tiles.filtered * 100)} % of them filtered, by ${tiles.filters}
      filters a run; for ${tiles.checked} of them the rows were counted in A, B and the engine, and agreed.`,
    ),
  ];
}

function goalTable(verdicts) {
  if (verdicts.length === 0) return [];
  const word = (met) => (met === null ? 'not measured' : met ? 'reached' : '**missed**');
  return [
    '| what | measured | goal | |',
    '| --- | ---: | ---: | --- |',
    ...verdicts.map(({ text, shown, wish, met }) => `| ${text} | ${shown} | ${wish} | ${word(met)} |`),
    '',
  ];
}

const span = ({ p50, p99 }) => `p50 ${ms(p50)}, p99 ${ms(p99)} ms`;

// One line or none for each step that was run.
const LINES = {
  'filters 171k': (result) => filterLines('171,000', result),
  'filters 2m': (result) => filterLines('2,000,000', result),
  facets: ({ engine, grouped }) => [`Facet counts of a view: engine ${span(engine)}; one GROUP BY ${span(grouped)}.`],
  edits: ({ facets, position }) => [
    `Edit with what it leaves to the next tile there: facets ${span(facets.used)}, position ${span(position.used)}.`,
  ],
  encoder: ({ engine, vtPbf, times: ratio }) => [
    `Whole tile, counted, merged and written: ${ms(engine.mean)} ms; vt-pbf only writing the same features: ${ms(vtPbf.mean)} ms (${times(ratio)}, means).`,
  ],
  compaction: ({ changes, stall, calm, ms: took }) => [
    `Compaction of ${number(changes)} changed rows in another thread: turns of the serving thread ${span(stall)}, at most ${ms(stall.max)} ms; without one ${span(calm)}; ready after ${number(took)} ms.`,
  ],
  memory: ({ bytesPerPoint, loadMs }) => [
    `Memory: ${number(bytesPerPoint)} bytes per point with seven facets, loaded in ${number(loadMs)} ms.`,
  ],
  'memory of all facets': ({ bytesPerPoint, loadMs }) => [
    `Memory with ten facets: ${number(bytesPerPoint)} bytes per point, loaded in ${number(loadMs)} ms.`,
  ],
  stale: ({ edits, kept, changed, stale }) => [
    `Watched tiles: ${number(edits)} edits, ${number(kept)} looks at tiles whose version stayed, ${number(changed)} changed tiles, ${number(stale)} stale.`,
  ],
  quality: ({ everything }) => [
    `Features nearer than 40 px to another, by zoom: ${everything.map(({ zoom, near }) => `${zoom}: ${(near * 100).toFixed(1)} %`).join(', ')}.`,
  ],
  http: ({ floor, cached, cold, typical }) => [
    `HTTP, requests/s: bare node:http ${number(floor.perSecond)}, tiles cached ${number(cached.perSecond)}, no tile cache ${number(cold.perSecond)}, A ${typical ? number(typical.perSecond) : 'not measured'}.`,
  ],
  search: ({ search, tile, count, rowsMs, textMs, kind }) => [
    `Demo data, ${number(count)} rows, ${kind} database: search ${span(search)}, tile ${span(tile)}; ready after ${number(rowsMs)} ms, text after ${number(textMs)} ms.`,
  ],
  peer: (figures) => [`The server at BENCH_PEER_URL, unfiltered, over HTTP: ${span(figures)}.`],
};

function filterLines(size, { part, first, rebuild, ready }) {
  return [
    `Never-seen filter at ${size}: ${span(part)} beside the tile, first tile ${span(first)}; supercluster filters and loads in ${ms(rebuild.mean)} ms.`,
    `Tile of an index that is ready, unfiltered, at ${size}: supercluster with vt-pbf ${span(ready.supercluster)}; engine ${span(ready.engine)}.`,
  ];
}

function otherFigures(results) {
  const lines = Object.keys(LINES).flatMap((key) => (results[key] ? LINES[key](results[key]) : []));
  return [...lines.map((line) => `- ${line}`), ''];
}

/** What others did better is said too. */
function losses(results, verdicts) {
  const lost = verdicts
    .filter(({ met }) => met === false)
    .map(({ text, shown, wish }) => `${text}: ${shown}, goal ${wish}`);
  if (results.encoder?.times < 1)
    lost.push('vt-pbf writes given features sooner than the engine counts, merges and writes');
  for (const size of ['171k', '2m']) {
    const ready = results[`filters ${size}`]?.ready;
    for (const measure of ['p50', 'p99']) {
      if (ready && ready.supercluster[measure] < ready.engine[measure])
        lost.push(`an index of supercluster that is ready answers sooner at ${size}, ${measure}`);
    }
  }
  return lost.length ? ['Lost:', '', ...lost.map((line) => `- ${line}`)] : ['Nothing was lost.'];
}
