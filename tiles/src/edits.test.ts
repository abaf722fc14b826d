import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FeatureIndex } from './feature-index.ts';
import { runSteps } from './input/steps.ts';
import type { Filter, PageRequest } from './input/types.ts';
import { compactRows, type CompactedRows } from './rows/compaction.ts';
import {
  applyEdits,
  editsArbitrary,
  filterArbitrary,
  requestArbitrary,
  rowsArbitrary,
  schemaArbitrary,
  zoomArbitrary,
} from './testing/arbitraries.ts';
import type { Edit } from './testing/arbitraries.ts';
import { tilesAround, tilesFor } from './testing/decode.ts';
import { everything, indexOf, plainRow } from './testing/rows.ts';

/** What is done before each edit; a compaction that began goes on through the edits until it is finished. */
type Step = 'nothing' | 'ask' | 'compact' | 'begin' | 'finish';
const steps = fc.array(fc.constantFrom<Step>('nothing', 'ask', 'ask', 'compact', 'begin', 'begin', 'finish'), {
  minLength: 5,
  maxLength: 5,
});

/** Goes through edits and compactions; a compaction that is left open is handed back. */
function goThrough(
  index: FeatureIndex,
  edits: readonly Edit[],
  plan: readonly Step[],
  ask: () => void,
): CompactedRows | null {
  let open: CompactedRows | null = null;
  const finish = (): void => {
    if (open) runSteps(index.finishCompactionSteps(open));
    open = null;
  };
  const begin = (): void => {
    // Cloned as if for another thread.
    open ??= compactRows(structuredClone(runSteps(index.compactionSteps())!));
  };
  edits.forEach((edit, at) => {
    if (plan[at] === 'ask') ask();
    if (plan[at] === 'compact' && !open) index.compact();
    if (plan[at] === 'begin') begin();
    if (plan[at] === 'finish') finish();
    index.apply(edit);
  });
  return open;
}

/** Everything an index answers to one filter, bytes of tiles included. */
function answersOf(index: FeatureIndex, filter: Filter, request: PageRequest, tiles: readonly (readonly number[])[]) {
  return {
    count: index.count,
    totals: index.totals(filter, request.bbox),
    facets: index.facetCounts(filter, request.scope, request.bbox),
    page: index.page(filter, request),
    nearest: index.nearest(filter, request.from!, request.limit),
    bbox: index.bbox(),
    tiles: tiles.map(([z, x, y]) => Buffer.from(index.tile(filter, z!, x!, y!) ?? []).toString('latin1')),
  };
}

test('after edits and compactions, edits during them too, an index answers like a new one', () => {
  fc.assert(
    fc.property(
      schemaArbitrary,
      rowsArbitrary,
      editsArbitrary,
      steps,
      filterArbitrary,
      zoomArbitrary,
      requestArbitrary,
      (schema, rows, edits, plan, filter, z, request) => {
        const left = applyEdits(rows, edits);
        // Of the rows that went, too: nothing may be left there.
        const tiles = tilesFor(schema, [...rows, ...left], z).map(([x, y]) => [z, x, y]);
        const answers = (index: FeatureIndex) => answersOf(index, filter, request, tiles);
        const edited = indexOf(rows, schema);
        const open = goThrough(edited, edits, plan, () => answers(edited));
        const found = [answers(edited)];
        if (open) edited.finishCompaction(open);
        if (open) found.push(answers(edited));
        edited.compact();
        found.push(answers(edited));
        const fresh = answers(indexOf(left, schema));
        expect(found).toEqual(found.map(() => fresh));
        expect(edited.recentCount).toBe(0);
      },
    ),
  );
});

test('the bytes of a tile do not tell which segment a row is in', () => {
  const rows = [0, 1, 2, 3].map((at) => ({ ...plainRow, id: at + 1, lng: 120 + at * 1e-5 }));
  const fresh = indexOf(rows);
  const edited = indexOf([rows[3]!, rows[1]!]);
  edited.apply({ upsert: [rows[2]!, rows[0]!], remove: [] });
  expect(edited.recentCount).toBe(2);
  for (const [x, y] of tilesAround(rows, 16)) {
    expect(edited.tile(everything, 16, x, y)).toEqual(fresh.tile(everything, 16, x, y));
  }
});
