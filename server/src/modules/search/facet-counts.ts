import type { Bbox, FacetCounts as Counts, Filter } from '@zlm/tiles';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Facet } from '../../catalogue/facet.ts';
import { codesOf } from '../../catalogue/rows.ts';
import { STATUSES } from '../../catalogue/status.ts';
import { AREA_FILTER, filtersWhere, type FilterName } from '../../contract/filter-table.ts';
import type { Filters } from '../../contract/filters.ts';
import type { Scope } from '../../contract/lists.ts';
import { FACT_FACETS, resolveFilter } from './filter.ts';
import { countScope, toPart } from './parts.ts';
import type { SearchAnswer } from './schema.ts';

/** Facets counted in a way of their own. */
const OWN: Partial<Record<FilterName, (request: CountRequest, counts: Counts) => Record<string, number>>> = {
  status: countStatuses,
  ...Object.fromEntries(
    FACT_FACETS.map((name) => [name, (request: CountRequest, counts: Counts) => countFacts(name, request, counts)]),
  ),
  [AREA_FILTER]: countDivisions,
};
const PLAIN = filtersWhere({ isFacet: true }).filter((name) => !(name in OWN));
const COUNTED = [...PLAIN, ...Object.keys(OWN)];

export interface CountRequest {
  catalogue: Catalogue;
  filter: Filter;
  scope: Scope;
  bbox?: Bbox | undefined;
  /** What the filter was made of, and when, in wall minutes. */
  filters: Filters;
  asOf: number;
}

/** Counts by facet and code; codes that nothing has are left out. */
export function countFacets(request: CountRequest): SearchAnswer['facets'] {
  const { facets } = request.catalogue;
  const counts = countPart(request, request.filter, COUNTED);
  return {
    ...Object.fromEntries(PLAIN.map((name) => [name, nameCounts(facets[name], counts)])),
    ...Object.fromEntries(Object.entries(OWN).map(([name, count]) => [name, count(request, counts)])),
  };
}

function countPart({ catalogue, scope, bbox }: CountRequest, filter: Filter, names: readonly string[]): Counts {
  const part = toPart(catalogue, filter, scope);
  return catalogue.index.facetCounts(part.filter, part.scope, bbox, names);
}

function nameCounts({ spec, used, codes }: Facet, counts: Counts): Record<string, number> {
  const own = counts[spec.name]!;
  const byCode: Record<string, number> = {};
  for (let index = 0; index < used; index++) if (own[index]! > 0) byCode[codes[index]!] = own[index]!;
  return byCode;
}

const entryOf = (code: string, count: number): [string, number][] => (count > 0 ? [[code, count]] : []);

/** Ended is a status apart: asked for alone it changes which days count, so each side has a filter of its own. */
function countStatuses(request: CountRequest, counts: Counts): Record<string, number> {
  const { catalogue, scope, bbox, filters, asOf } = request;
  const { status, ...rest } = filters;
  const own = status?.includes('ended') ? countPart(request, resolveFilter(rest, asOf, catalogue), ['status']) : counts;
  const ended = resolveFilter({ ...rest, status: ['ended'] }, asOf, catalogue);
  return Object.fromEntries([
    ...STATUSES.flatMap((code) => entryOf(code, catalogue.statusDays.count(own.status!, code))),
    ...entryOf('ended', countScope(catalogue, ended, scope, bbox)),
  ]);
}

/** Rows whose place has the facts chosen and one more. */
function countFacts(
  name: (typeof FACT_FACETS)[number],
  { catalogue, filters }: CountRequest,
  counts: Counts,
): Record<string, number> {
  const facet = catalogue.facets[name];
  const { facts, combinations } = factsOf(facet);
  const chosen = (filters[name] ?? []).map((code) => facts.indexOf(code));
  const own = counts[facet.spec.name]!;
  const byFact = new Uint32Array(facts.length);
  for (let index = 0; index < facet.used; index++) {
    const count = own[index]!;
    if (count === 0) continue;
    const combination = combinations[index]!;
    if (chosen.length > 0 && !chosen.every((fact) => combination.includes(fact))) continue;
    // An iterator would take longer than all else here.
    for (let at = 0; at < combination.length; at++) byFact[combination[at]!]! += count;
  }
  return Object.fromEntries(facts.flatMap((code, fact) => entryOf(code, byFact[fact]!)));
}

interface Facts {
  /** Codes, numbered. */
  facts: string[];
  /** Numbers of the facts of each value of the facet. */
  combinations: Uint16Array[];
}

/** Each combination is read once; there are as many as the catalogue has places that differ in them. */
const known = new WeakMap<Facet, Facts>();
function factsOf(facet: Facet): Facts {
  let read = known.get(facet);
  if (!read) known.set(facet, (read = { facts: [], combinations: [] }));
  const { facts, combinations } = read;
  const numberOf = (code: string) => (facts.includes(code) ? facts.indexOf(code) : facts.push(code) - 1);
  while (combinations.length < facet.used) {
    combinations.push(Uint16Array.from(codesOf(facet.codes[combinations.length]!), numberOf));
  }
  return read;
}

function countDivisions({ catalogue, filters }: CountRequest, counts: Counts): Record<string, number> {
  const parents = new Set(filters[AREA_FILTER]?.flatMap((code) => [code, ...catalogue.divisionsAbove(code)]));
  const { cities, below } = areasOf(catalogue.reference);
  const shown = [...cities, ...[...parents].flatMap((code) => below.get(code) ?? [])];
  const own = counts[AREA_FILTER]!;
  return Object.fromEntries(shown.flatMap((code) => entryOf(code, own[catalogue.facets[AREA_FILTER].find(code)!]!)));
}

interface Areas {
  cities: string[];
  below: Map<string, string[]>;
}

/** There are thousands of divisions, and of a search some dozens are told. */
const areas = new WeakMap<Catalogue['reference'], Areas>();
function areasOf(reference: Catalogue['reference']): Areas {
  let found = areas.get(reference);
  if (!found) {
    areas.set(reference, (found = { cities: [], below: new Map() }));
    for (const { code, parent, level } of reference.divisions) {
      if (level === 'city') found.cities.push(code);
      if (parent !== null) found.below.set(parent, [...(found.below.get(parent) ?? []), code]);
    }
  }
  return found;
}
