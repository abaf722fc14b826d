import type { FacetTree } from '../input/facet-tree.ts';
import { mergeRanges } from '../input/filter.ts';
import type { Filter } from '../input/types.ts';
import type { Kernels } from '../kernels/types.ts';
import type { Base } from '../rows/base.ts';
import { uniteRange } from '../rows/postings.ts';
import { uniteSlots } from '../rows/sessions.ts';

export interface FacetParts {
  base: Base;
  trees: readonly FacetTree[];
  kernels: Kernels;
  /** Two bitsets to work with. */
  scratch: readonly [Uint32Array, Uint32Array];
  /** Rows whose last day is this one or later. */
  dayBits: (day: number) => Uint32Array;
}

/** Writes to `bits` the living rows that match by facets, slots and days. */
export function matchFacets(bits: Uint32Array, filter: Filter, parts: FacetParts): void {
  const { base, trees, kernels, dayBits } = parts;
  const [united] = parts.scratch;
  bits.set(base.alive);
  for (const [facet, { name, ends }] of trees.entries()) {
    const ranges = filter.facets[name];
    if (!ranges) continue;
    const { postings } = base.facets[facet]!;
    const merged = mergeRanges(ranges);
    const [only] = merged;
    const whole = merged.length === 1 && ends[only![0]] === only![1] ? postings.dense[only![0]] : undefined;
    if (whole) {
      kernels.and(bits, whole);
      continue;
    }
    united.fill(0);
    for (const range of merged) uniteRange(kernels, united, postings, ends, range);
    kernels.and(bits, united);
  }
  if (filter.slots) {
    united.fill(0);
    uniteSlots(kernels, united, base.sessions, mergeRanges(filter.slots));
    kernels.and(bits, united);
  }
  const { notEndedOn, endedBefore } = filter;
  if (notEndedOn !== undefined) kernels.and(bits, dayBits(notEndedOn));
  if (endedBefore !== undefined) {
    const later = dayBits(endedBefore);
    for (let lane = 0; lane < bits.length; lane++) bits[lane]! &= ~later[lane]!;
  }
}
