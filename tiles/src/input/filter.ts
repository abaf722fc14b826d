import type { Filter, Range, Schema } from './types.ts';

/** Sorts ranges and unites those that touch or overlap; empty ones vanish. */
export function mergeRanges(ranges: readonly Range[]): Range[] {
  const merged: [number, number][] = [];
  for (const [from, to] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (from >= to) continue;
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** Key of the part that comes back often enough for its matches to be kept long. */
function facetKey(filter: Filter): string {
  const parts = Object.keys(filter.facets)
    .sort()
    .map((name) => `${name}=${rangesKey(filter.facets[name]!)}`);
  if (filter.slots) parts.push(`slots:${rangesKey(filter.slots)}`);
  if (filter.notEndedOn !== undefined) parts.push(`notEndedOn:${filter.notEndedOn}`);
  if (filter.endedBefore !== undefined) parts.push(`endedBefore:${filter.endedBefore}`);
  return parts.join('|');
}

function rangesKey(ranges: readonly Range[]): string {
  return mergeRanges(ranges)
    .map(([from, to]) => `${from}-${to}`)
    .join(',');
}

/** Whether the filter has q, near, within or at: unlikely to be asked again, so its tiles are not worth keeping. */
export function goesBeyondFacets({ q, near, within, at }: Filter): boolean {
  return q !== undefined || near !== undefined || within !== undefined || at !== undefined;
}

// A filter is asked with many times: one that was seen is not written out again.
const known = new WeakMap<Filter, string>();

/** One text per meaning: the order and overlap of ranges do not matter. */
export function canonicalKey(filter: Filter): string {
  let key = known.get(filter);
  if (key === undefined) known.set(filter, (key = writeKey(filter)));
  return key;
}

function writeKey(filter: Filter): string {
  if (!goesBeyondFacets(filter)) return facetKey(filter);
  const { q, near, within, at } = filter;
  const stack = at && [at.lng, at.lat];
  const circle = near && [near.lng, near.lat, near.metres];
  return `${facetKey(filter)}|${JSON.stringify([q ?? null, circle ?? null, within ?? null, stack ?? null])}`;
}

/** The filter without q, near, within and at. */
export function facetPart({ facets, slots, notEndedOn, endedBefore }: Filter): Filter {
  return {
    facets,
    ...(slots && { slots }),
    ...(notEndedOn !== undefined && { notEndedOn }),
    ...(endedBefore !== undefined && { endedBefore }),
  };
}

/** The filter without one of its facets. */
export function withoutFacet(filter: Filter, name: string): Filter {
  return { ...filter, facets: Object.fromEntries(Object.entries(filter.facets).filter(([other]) => other !== name)) };
}

/** Throws at an unknown facet, a range outside the vocabulary or a number that is none. */
export function checkFilter(schema: Schema, filter: Filter): void {
  for (const [name, ranges] of Object.entries(filter.facets)) {
    const spec = schema.facets.find((facet) => facet.name === name);
    if (!spec) throw new RangeError(`filter names an unknown facet: ${name}`);
    checkRanges(name, ranges, 0, spec.values.length);
  }
  if (filter.slots) checkRanges('slots', filter.slots, -(2 ** 31), 2 ** 31);
  for (const field of ['notEndedOn', 'endedBefore'] as const) {
    const day = filter[field];
    if (day !== undefined && (day | 0) !== day) throw new RangeError(`filter ${field} is ${day}`);
  }
  if (filter.near) {
    checkLngLat('near', filter.near);
    if (!(filter.near.metres >= 0)) throw new RangeError(`filter near is ${filter.near.metres} metres`);
  }
  if (filter.at) checkLngLat('at', filter.at);
  for (const [lng, lat] of filter.within?.flat(2) ?? []) checkLngLat('within', { lng, lat });
}

function checkRanges(name: string, ranges: readonly Range[], first: number, end: number): void {
  for (const [from, to] of ranges) {
    const sound = Number.isInteger(from) && Number.isInteger(to) && from >= first && from <= to && to <= end;
    if (!sound) throw new RangeError(`filter ${name} has the range ${from} to ${to}`);
  }
}

/** Throws unless the point is on the globe. */
export function checkLngLat(name: string, { lng, lat }: { lng: number; lat: number }): void {
  if (!(Math.abs(lng) <= 180 && Math.abs(lat) <= 90)) throw new RangeError(`${name} is ${lng},${lat}`);
}
