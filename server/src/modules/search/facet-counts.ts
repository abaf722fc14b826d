import type { Bbox, FacetCounts as Counts, Filter, Scope } from '@zlm/tiles';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Facet } from '../../catalogue/facet.ts';
import { codesOf } from '../../catalogue/rows.ts';
import { STATUSES } from '../../catalogue/status.ts';
import type { SearchAnswer } from './schema.ts';

const PLAIN = ['kind', 'topic', 'audience', 'format', 'mode', 'price', 'seats'] as const;

export interface CountRequest {
  catalogue: Catalogue;
  filter: Filter;
  scope: Scope;
  bbox?: Bbox | undefined;
  /** Chosen division codes: their children and those of what they lie in are counted too. */
  divisions: readonly string[];
  /** Chosen accessibility facts: all of them must hold. */
  accessible: readonly string[];
  /** Day number. */
  today: number;
}

/** Counts by facet and code; codes that nothing has are left out. */
export function countFacets(request: CountRequest): SearchAnswer['facets'] {
  const { catalogue, filter, scope, bbox } = request;
  const counts = catalogue.index.facetCounts(filter, scope, bbox);
  const { facets } = catalogue;
  return {
    ...Object.fromEntries(PLAIN.map((name) => [name, nameCounts(facets[name], counts)])),
    status: countStatuses(request, counts),
    accessible: countFacts(request, counts),
    division: countDivisions(request, counts),
  };
}

function nameCounts({ spec, used, codes }: Facet, counts: Counts): Record<string, number> {
  const own = counts[spec.name]!;
  return Object.fromEntries(codes.slice(0, used).flatMap((code, index) => entryOf(code, own[index]!)));
}

const entryOf = (code: string, count: number): [string, number][] => (count > 0 ? [[code, count]] : []);

/** What has ended is counted among it, whether or not the filter shows it. */
function countStatuses(
  { catalogue, filter, scope, bbox, today }: CountRequest,
  counts: Counts,
): Record<string, number> {
  const own = counts.status!;
  const { status: _status, ...facets } = filter.facets;
  const { notEndedOn: _notEndedOn, ...rest } = filter;
  const totals = catalogue.index.totals({ ...rest, facets, endedBefore: today }, bbox);
  const ended = { all: totals.total, view: totals.inView, elsewhere: totals.elsewhere, unplaced: totals.unplaced }[
    scope
  ];
  return Object.fromEntries([
    ...STATUSES.flatMap((code) => entryOf(code, catalogue.statusDays.count(own, code))),
    ...entryOf('ended', ended),
  ]);
}

/** Rows whose place has the facts chosen and one more. */
function countFacts({ catalogue, accessible }: CountRequest, counts: Counts): Record<string, number> {
  const { spec, used, codes } = catalogue.facets.accessible;
  const byFact: Record<string, number> = {};
  for (let index = 0; index < used; index++) {
    const count = counts[spec.name]![index]!;
    const facts = codesOf(codes[index]!);
    if (count === 0 || !accessible.every((code) => facts.includes(code))) continue;
    for (const fact of facts) byFact[fact] = (byFact[fact] ?? 0) + count;
  }
  return byFact;
}

function countDivisions({ catalogue, divisions }: CountRequest, counts: Counts): Record<string, number> {
  const parents = new Set(divisions.flatMap((code) => [code, ...catalogue.divisionsAbove(code)]));
  const shown = catalogue.reference.divisions.filter(
    ({ parent, level }) => level === 'city' || (parent !== null && parents.has(parent)),
  );
  const own = counts.division!;
  return Object.fromEntries(shown.flatMap(({ code }) => entryOf(code, own[catalogue.facets.division.find(code)!]!)));
}
