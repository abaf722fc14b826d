import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FeatureIndex } from './feature-index.ts';
import { runSteps } from './input/steps.ts';
import type { PageRequest, RowInput, TextFields } from './input/types.ts';
import { compactRows, type CompactedRows } from './rows/compaction.ts';
import { applyEdits, clusterZoomArbitrary, editsArbitrary, rowsArbitrary, type Edit } from './testing/arbitraries.ts';
import { featuresOf, type DecodedFeature } from './testing/decode.ts';
import { indexOf } from './testing/rows.ts';
import { queryArbitrary, textArbitrary } from './testing/texts.ts';

const request: PageRequest = { sort: 'relevance', limit: 200, scope: 'all', asOf: 0, from: { lng: 120, lat: 30 } };

function textIndexOf(rows: readonly RowInput[]): FeatureIndex {
  const index = indexOf(rows);
  const texts = new Map(rows.map(({ id, place, text }) => [`${id}/${place}`, text]));
  index.loadText((id, place) => texts.get(`${id}/${place}`));
  return index;
}

/** Everything that is answered to what somebody types. */
function answersOf(index: FeatureIndex, q: string, rows: readonly RowInput[], z: number) {
  const filter = { facets: {}, q };
  const page = index.page(filter, request);
  const suggestions = index.suggest(q, 5);
  return {
    q,
    reading: index.findText(filter),
    totals: index.totals(filter),
    page,
    facets: index.facetCounts(filter, 'all'),
    onMap: pointsIn(featuresOf(index, filter, rows, z)),
    why: page.slice(0, 2).map((hit) => index.explain(filter, request, hit)),
    suggestions: suggestions.map((one) => ({ ...one, ...index.totals({ facets: {}, q: one.text }) })),
  };
}

const pointsIn = (features: readonly DecodedFeature[]): number =>
  features.reduce((sum, { properties }) => sum + Number(properties.point_count ?? 1), 0);

/** What is done before each edit; a compaction that began goes on through the edits until it is finished. */
type Step = 'nothing' | 'ask' | 'compact' | 'begin' | 'finish' | 'merge';
const plan = fc.array(fc.constantFrom<Step>('nothing', 'ask', 'ask', 'compact', 'begin', 'finish', 'merge'), {
  minLength: 6,
  maxLength: 6,
});

function goThrough(index: FeatureIndex, edits: readonly Edit[], steps: readonly Step[], ask: () => void): void {
  let open: CompactedRows | null = null;
  edits.forEach((edit, at) => {
    const step = steps[at];
    if (step === 'ask') ask();
    if (step === 'merge') runSteps(index.mergeTextSteps());
    if (step === 'compact' && !open) index.compact();
    if (step === 'begin') open ??= compactRows(structuredClone(runSteps(index.compactionSteps())!));
    if (step === 'finish' && open) {
      // An edit comes while the text is being moved.
      const finishing = index.finishCompactionSteps(open);
      finishing.next();
      index.apply(edit);
      ask();
      runSteps(finishing);
      open = null;
    } else index.apply(edit);
  });
  if (open) index.finishCompaction(open);
}

/** Rows with texts, few of them different, so that many rows share each. */
const withTexts = (rows: readonly RowInput[], texts: readonly TextFields[], shift: number): RowInput[] =>
  rows.map((row) => ({ ...row, text: texts[(row.id * 7 + row.place + shift) % texts.length]! }));

/** Sequences of edits, however long that takes. */
const LEAST = process.env['SIZE'] === 'full' ? 10_000 : 1;

test('after any edits what is typed finds, counts and suggests what it does in a new index', () => {
  let sequences = 0;
  const property = fc.property(
    rowsArbitrary,
    editsArbitrary,
    plan,
    fc.array(textArbitrary, { minLength: 1, maxLength: 30 }),
    fc.array(queryArbitrary, { minLength: 1, maxLength: 3 }),
    clusterZoomArbitrary,
    (given, edits, steps, texts, queries, z) => {
      const rows = withTexts(given, texts, 0);
      // Every third edit puts rows in with the texts they had.
      const changes = edits.map(({ upsert, remove }, at) => ({ upsert: withTexts(upsert, texts, at % 3), remove }));
      const edited = textIndexOf(rows);
      const left = applyEdits(rows, changes);
      const ask = (index: FeatureIndex) => queries.map((q) => answersOf(index, q, left, z));
      goThrough(edited, changes, steps, () => ask(edited));
      const found = ask(edited);
      expect(found).toEqual(ask(textIndexOf(left)));
      runSteps(edited.mergeTextSteps());
      edited.compact();
      expect(ask(edited)).toEqual(found);
      sequences++;
    },
  );
  const { seed = Date.now() } = fc.readConfigureGlobal();
  for (let round = 0; sequences < LEAST; round++) fc.assert(property, { seed: seed + round });
  console.log(`${sequences} sequences of edits`);
});
