import type { Facets } from './facets.ts';
import type { Facet } from './facet.ts';
import type { PlaceRow } from './feature.ts';
import { patternKey } from './opening-hours.ts';
import type { Division } from './reference.ts';

type Values = readonly number[];

/** A place as its rows need it. */
export interface Place {
  lng: number | null;
  lat: number | null;
  division: Values;
  hours: Values;
  accessible: Values;
  name: string;
  /** What the text index reads, separated by slashes. */
  text: string;
}

const NONE: Values = [];

/** What a row without a place has instead. */
export const NOWHERE: Place = {
  lng: null,
  lat: null,
  division: NONE,
  hours: NONE,
  accessible: NONE,
  name: '',
  text: '',
};

export function patternOf({ openingHours, exceptions }: PlaceRow): string | null {
  return patternKey(openingHours, exceptions);
}

/** Equal sets of facts have equal texts. */
export function factsOf({ accessibility }: PlaceRow): string {
  return `{${accessibility.slice(1, -1).split(',').sort().join(',')}}`;
}

/** Throws `NoSpare` when its hours or facts are new and no number is left for them. */
export function toPlace(row: PlaceRow, facets: Facets, divisionNames: ReadonlyMap<string, string>): Place {
  const division = facets.division.find(row.division);
  const pattern = patternOf(row);
  const area = divisionNames.get(row.division) ?? '';
  return {
    lng: row.lng,
    lat: row.lat,
    division: division === undefined ? NONE : [division],
    hours: pattern === null ? NONE : take(facets.hours, pattern),
    accessible: take(facets.accessible, factsOf(row)),
    name: row.name,
    text: [row.name, row.address, area].filter(Boolean).join('/'),
  };
}

function take(facet: Facet, code: string): Values {
  const index = facet.take(code);
  if (index === null) throw new NoSpare(facet.spec.name);
  return [index];
}

/** Names of each division and of what it lies in, below the province: 杭州市/上城区/清波街道 */
export function nameDivisions(divisions: readonly Division[]): Map<string, string> {
  const byCode = new Map(divisions.map((division) => [division.code, division]));
  const names = new Map<string, string>();
  for (const { code } of divisions) {
    const path: string[] = [];
    for (let at = byCode.get(code); at && at.level !== 'province'; at = byCode.get(at.parent ?? ''))
      path.unshift(at.name);
    names.set(code, path.join('/'));
  }
  return names;
}

/** The numbers kept free are used up: everything has to be loaded again. */
export class NoSpare extends Error {
  constructor(facet: string) {
    super(`no number is left for a new value of ${facet}`);
  }
}
