import type { Filter, Range } from '@zlm/tiles';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { LiveCatalogue } from '../../catalogue/live.ts';
import type { Facet } from '../../catalogue/facet.ts';
import { codesOf } from '../../catalogue/rows.ts';
import { listOpen } from '../../catalogue/opening-hours.ts';
import { dayOf, parseWallTime } from '../../catalogue/wall-time.ts';
import { FILTERS, filtersWhere, ORGANISER_FILTER } from '../../contract/filter-table.ts';
import type { FieldError } from '../../contract/errors.ts';
import type { Filters } from '../../contract/filters.ts';
import { Invalid } from '../../errors.ts';
import { checkDays, resolveSlots } from './times.ts';

const CODE_FACETS = filtersWhere({ isFacet: true });
/** A code of theirs is a set of facts. */
export const FACT_FACETS = filtersWhere({ needsAll: true });

/** Words are looked up in a text that is there some time after the rest. */
export const needsText = (filters: Filters): boolean => filters.q !== undefined;

/** What there is now, with its text where that is asked for. */
export async function readCatalogue(live: LiveCatalogue, filters: Filters): Promise<Catalogue> {
  if (needsText(filters)) await live.current.text;
  return live.current;
}

/** Where somebody looks around, as [lng, lat, metres]. */
export const startOf = ({ near }: Filters): Filters['near'] => near;

/** The filter with codes as numbers and times absolute; `now` in wall minutes. Throws Invalid at an unknown code. */
export function resolveFilter(filters: Filters, now: number, catalogue: Catalogue): Filter {
  const errors: FieldError[] = [];
  const facets: Record<string, Range[]> = {};
  for (const name of CODE_FACETS) {
    const codes = filters[name];
    if (codes)
      facets[name] = findRanges(catalogue.facets[name], withReplacements(catalogue, name, codes), name, errors);
  }
  const organisers = filters[ORGANISER_FILTER];
  if (organisers) facets[ORGANISER_FILTER] = findInstitutions(catalogue, organisers, errors);
  for (const name of FACT_FACETS) {
    const codes = filters[name];
    if (codes) facets[name] = findFacts(catalogue, name, codes, errors);
  }
  if (filters.open) {
    const time = filters.open === 'now' ? now : parseWallTime(filters.open);
    facets.hours = listOpen(catalogue.facets.hours, time);
  }
  errors.push(...checkDays(filters));
  if (errors.length > 0) throw new Invalid(errors);
  return { ...resolveTimes(filters, now, catalogue, facets), ...resolveRest(filters) };
}

function resolveTimes(filters: Filters, now: number, catalogue: Catalogue, facets: Record<string, Range[]>): Filter {
  const today = dayOf(now);
  const ended = filters.status?.includes('ended') ?? false;
  const slots = resolveSlots(filters, now, { sessionDays: catalogue.sessionDays, past: ended });
  const others = filters.status?.filter((status) => status !== 'ended') ?? [];
  if (others.length > 0) {
    facets.status = others.flatMap((status) => catalogue.statusDays.rangesOf(status));
    if (ended) facets.status.push(...catalogue.statusDays.endedBefore(today));
  }
  return {
    facets,
    ...(slots && { slots }),
    ...(!ended && { notEndedOn: today }),
    ...(ended && others.length === 0 && { endedBefore: today }),
  };
}

function resolveRest({ q, near, within, at }: Filters): Partial<Filter> {
  return {
    ...(q !== undefined && { q }),
    ...(near && { near: { lng: near[0], lat: near[1], metres: near[2] } }),
    ...(within && { within: [[within]] }),
    ...(at && { at: { lng: at[0], lat: at[1] } }),
  };
}

function findRanges(facet: Facet, codes: readonly string[], field: string, errors: FieldError[]): Range[] {
  return codes.flatMap((code) => {
    const index = facet.find(code);
    if (index !== undefined) return [facet.rangeOf(index)];
    errors.push(unknown(field));
    return [];
  });
}

function findInstitutions({ institutions }: Catalogue, ids: readonly string[], errors: FieldError[]): Range[] {
  return ids.flatMap((id) => {
    const ranges = institutions.rangesOf(Number(id));
    if (ranges.length === 0) errors.push(unknown(ORGANISER_FILTER));
    return ranges;
  });
}

/** The sets of facts that hold all that is asked for. */
function findFacts(
  { reference, facets }: Catalogue,
  name: (typeof FACT_FACETS)[number],
  codes: readonly string[],
  errors: FieldError[],
): Range[] {
  const known = new Set(
    reference.terms.flatMap(({ vocabulary, code }) => (vocabulary === FILTERS[name].vocabulary ? [code] : [])),
  );
  for (const code of codes) if (!known.has(code)) errors.push(unknown(name));
  const facet = facets[name];
  const sets = facet.codes.slice(0, facet.used).map((text) => new Set(codesOf(text)));
  return sets.flatMap((facts, index): Range[] => (codes.every((code) => facts.has(code)) ? [[index, index + 1]] : []));
}

/** An old code in a kept link also finds what has its successor. */
function withReplacements({ replacements }: Catalogue, vocabulary: string, codes: readonly string[]): string[] {
  return codes.flatMap((code) => {
    const successor = replacements.get(`${vocabulary}:${code}`);
    return successor === undefined ? [code] : [code, successor];
  });
}

const unknown = (field: string): FieldError => ({ in: 'query', field, message: 'is not known' });
