import type { Bbox, Filter, Scope as EngineScope } from '@zlm/tiles';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Scope } from '../../contract/lists.ts';
import { UNPLACED, type PartCounts, type Unplaced } from '../../contract/unplaced.ts';

const isClass = (scope: Scope): scope is Unplaced => UNPLACED.some((name) => name === scope);

/** The filter and scope by which the index finds a part: it knows no classes but as a facet, which no address names. */
export function toPart({ facets }: Catalogue, filter: Filter, scope: Scope): { filter: Filter; scope: EngineScope } {
  if (!isClass(scope)) return { filter, scope };
  const range = facets.unplaced.rangeOf(facets.unplaced.find(scope)!);
  return { filter: { ...filter, facets: { ...filter.facets, unplaced: [range] } }, scope: 'unplaced' };
}

export function countParts({ index, facets }: Catalogue, filter: Filter, bbox?: Bbox): PartCounts {
  const own = index.facetCounts(filter, 'unplaced', bbox, ['unplaced']).unplaced!;
  const count = (name: Unplaced): number => own[facets.unplaced.find(name)!]!;
  return { ...index.totals(filter, bbox), online: count('online'), unlocated: count('unlocated') };
}

/** Of one scope alone; most need no look at the classes. */
export function countScope(catalogue: Catalogue, filter: Filter, scope: Scope, bbox?: Bbox): number {
  if (isClass(scope)) return countParts(catalogue, filter, bbox)[scope];
  const { total, inView, elsewhere, unplaced } = catalogue.index.totals(filter, bbox);
  return { all: total, view: inView, elsewhere, unplaced }[scope];
}
