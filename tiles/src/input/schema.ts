import { checkLngLat } from './filter.ts';
import type { Anchored, FacetSpec, Schema } from './types.ts';

// Properties of features; a value of `clusterBy` becomes one too.
const TAKEN = ['id', 'kind', 'place', 'point_count', 'lng', 'lat', 'west', 'south', 'east', 'north'];

/** Throws unless names are unique, trees nest, `clusterBy` is a facet and anchors are of another. */
export function checkSchema({ facets, clusterBy, anchored }: Schema): void {
  const names = facets.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new RangeError(`schema has two facets ${twice}`);
  if (!names.includes(clusterBy)) throw new RangeError(`schema clusters by an unknown facet: ${clusterBy}`);
  const taken = facets.find(({ name }) => name === clusterBy)!.values.find((value) => TAKEN.includes(value));
  if (taken !== undefined) throw new RangeError(`schema clusters by a value named like a property: ${taken}`);
  for (const facet of facets) if (facet.ends) checkTree(facet, facet.ends);
  if (anchored) checkAnchored(anchored, facets, clusterBy);
}

function checkAnchored({ facet: name, steps }: Anchored, facets: readonly FacetSpec[], clusterBy: string): void {
  const facet = facets.find((one) => one.name === name);
  if (!facet) throw new RangeError(`schema has anchors by an unknown facet: ${name}`);
  const isTaken = TAKEN.includes(name) || facets.find((one) => one.name === clusterBy)!.values.includes(name);
  if (isTaken) throw new RangeError(`schema has anchors by a facet named like a property: ${name}`);
  if (steps.length === 0) throw new RangeError('schema has anchors of no zoom');
  let last = -1;
  for (const { lastZoom, anchors, rest } of steps) {
    if (!(Number.isInteger(lastZoom) && lastZoom > last))
      throw new RangeError(`schema has anchors to zoom ${lastZoom}`);
    last = lastZoom;
    checkLngLat('rest of the anchors', rest);
    const seen = new Set<number>();
    for (const { value, lng, lat } of anchors) {
      const isValue = Number.isInteger(value) && value >= 0 && value < facet.values.length;
      if (!isValue) throw new RangeError(`schema has an anchor of an unknown ${name}: ${value}`);
      if (seen.has(value)) throw new RangeError(`schema has two anchors of ${name} ${value}`);
      seen.add(value);
      checkLngLat(`anchor of ${name} ${value}`, { lng, lat });
    }
  }
}

function checkTree({ name, values }: FacetSpec, ends: readonly number[]): void {
  if (ends.length !== values.length) throw new RangeError(`facet ${name} has ${ends.length} ends`);
  const open = [values.length];
  for (let value = 0; value < ends.length; value++) {
    while (open.at(-1)! <= value) open.pop();
    const end = ends[value]!;
    if (!(end > value && end <= open.at(-1)!))
      throw new RangeError(`facet ${name}: subtree of ${value} ends at ${end}`);
    open.push(end);
  }
}
