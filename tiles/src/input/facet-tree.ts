import type { FacetSpec } from './types.ts';

/** Shape of a facet's vocabulary, the same for every base; without the codes, which other threads do not need. */
export interface FacetTree {
  name: string;
  /** A row may carry several values. */
  multi: boolean;
  /** First value after the subtree of each value. */
  ends: Uint32Array;
  /** No value has others below it. */
  isFlat: boolean;
  /** Parent of each value, -1 at the top. */
  parents: Int32Array;
}

export function toFacetTree(spec: FacetSpec): FacetTree {
  const ends = spec.ends
    ? Uint32Array.from(spec.ends)
    : Uint32Array.from({ length: spec.values.length }, (_, value) => value + 1);
  return { name: spec.name, multi: spec.multi === true, ends, isFlat: !spec.ends, parents: parentsOf(ends) };
}

function parentsOf(ends: Uint32Array): Int32Array {
  const parents = new Int32Array(ends.length).fill(-1);
  const open: number[] = [];
  for (let value = 0; value < ends.length; value++) {
    while (open.length > 0 && ends[open.at(-1)!]! <= value) open.pop();
    parents[value] = open.at(-1) ?? -1;
    open.push(value);
  }
  return parents;
}
