import { worldX, worldY } from '../grid/projection.ts';
import type { FacetTree } from '../input/facet-tree.ts';
import type { AnchorStep, Schema } from '../input/types.ts';

/** The anchors of some zooms, by number; the last number is that of the rest. */
export interface AreaStep {
  lastZoom: number;
  /** Grid positions by anchor. */
  xs: Uint32Array;
  ys: Uint32Array;
  /** Value of the facet by anchor; the rest has none. */
  values: Uint32Array;
  /** Anchor by value, and of no value at the end. */
  ofValue: Uint16Array;
}

/** Which rows are counted together far out. */
export interface Areas {
  /** Position of the facet in the schema. */
  facet: number;
  steps: readonly AreaStep[];
}

/** Null for a schema without anchors. */
export function toAreas({ anchored, facets }: Schema, trees: readonly FacetTree[]): Areas | null {
  if (!anchored) return null;
  const facet = facets.findIndex(({ name }) => name === anchored.facet);
  return { facet, steps: anchored.steps.map((step) => toAreaStep(step, trees[facet]!)) };
}

function toAreaStep({ lastZoom, anchors, rest }: AnchorStep, { parents }: FacetTree): AreaStep {
  const places = [...anchors, rest];
  const values = Uint32Array.from(anchors, ({ value }) => value);
  const ofValue = new Uint16Array(parents.length + 1).fill(anchors.length);
  const own = new Map(anchors.map(({ value }, anchor) => [value, anchor]));
  // In preorder, so that what is above comes first.
  for (let value = 0; value < parents.length; value++) {
    const above = parents[value]!;
    ofValue[value] = own.get(value) ?? (above < 0 ? anchors.length : ofValue[above]!);
  }
  const xs = Uint32Array.from(places, ({ lng }) => worldX(lng));
  return { lastZoom, xs, ys: Uint32Array.from(places, ({ lat }) => worldY(lat)), values, ofValue };
}

/** The step of a zoom; null where rows cluster. */
export function findStep(areas: Areas | null, z: number): AreaStep | null {
  return areas?.steps.find(({ lastZoom }) => z <= lastZoom) ?? null;
}
