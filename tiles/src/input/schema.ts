import type { FacetSpec, Schema } from './types.ts';

// Properties of features; a value of `clusterBy` becomes one too.
const TAKEN = ['id', 'kind', 'place', 'point_count', 'lng', 'lat', 'west', 'south', 'east', 'north'];

/** Throws unless names are unique, trees nest and `clusterBy` is a facet. */
export function checkSchema({ facets, clusterBy }: Schema): void {
  const names = facets.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new RangeError(`schema has two facets ${twice}`);
  if (!names.includes(clusterBy)) throw new RangeError(`schema clusters by an unknown facet: ${clusterBy}`);
  const taken = facets.find(({ name }) => name === clusterBy)!.values.find((value) => TAKEN.includes(value));
  if (taken !== undefined) throw new RangeError(`schema clusters by a value named like a property: ${taken}`);
  for (const facet of facets) if (facet.ends) checkTree(facet, facet.ends);
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
