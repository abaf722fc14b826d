import type { Catalogue } from '../../catalogue/catalogue.ts';
import { AREA_FILTER, FILTERS, TOPIC_FILTER } from '../../contract/filter-table.ts';
import type { Filters } from '../../contract/filters.ts';
import { resolveFilter } from '../search/filter.ts';

export type CountOf = (division: string) => number;

export interface CoverageCounts {
  total: number;
  of: CountOf;
  /** Per first-level topic, in the order of the vocabulary. */
  topics: { code: string; total: number; of: CountOf }[];
}

/** Rows by division for the filters, and again with each topic in place of theirs. */
export function countCoverage(catalogue: Catalogue, filters: Filters, now: number): CoverageCounts {
  const count = (asked: Filters) => {
    const filter = resolveFilter(asked, now, catalogue);
    return { total: catalogue.index.totals(filter).total, of: countsBelow(catalogue, asked, now) };
  };
  const topics = catalogue.reference.terms.filter(
    ({ vocabulary, parent, replacedBy }) =>
      vocabulary === FILTERS[TOPIC_FILTER].vocabulary && parent === null && replacedBy === null,
  );
  return {
    ...count(filters),
    topics: topics.map(({ code }) => ({ code, ...count({ ...filters, [TOPIC_FILTER]: [code] }) })),
  };
}

/** Whether a division shares ground with one of those chosen. */
export function isInside(code: string, filters: Filters, above: (code: string) => string[]): boolean {
  const chosen = filters[AREA_FILTER];
  return !chosen || chosen.some((one) => [code, ...above(code)].includes(one) || above(one).includes(code));
}

/** The facet leaves the chosen divisions out of its count; here they count again. */
function countsBelow(catalogue: Catalogue, filters: Filters, now: number): CountOf {
  const { [AREA_FILTER]: chosen, ...others } = filters;
  const filter = resolveFilter(others, now, catalogue);
  const counts = catalogue.index.facetCounts(filter, 'all', undefined, [AREA_FILTER])[AREA_FILTER]!;
  const count = (code: string) => counts[catalogue.facets[AREA_FILTER].find(code) ?? -1] ?? 0;
  if (!chosen) return count;
  const lineOf = (code: string) => [code, ...catalogue.divisionsAbove(code)];
  const outer = chosen.filter((code) => !catalogue.divisionsAbove(code).some((above) => chosen.includes(above)));
  return (code) => {
    if (lineOf(code).some((above) => outer.includes(above))) return count(code);
    return outer.filter((one) => lineOf(one).includes(code)).reduce((sum, one) => sum + count(one), 0);
  };
}
