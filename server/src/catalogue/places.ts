import { ACCESSIBLE, type Facets } from './facets.ts';
import type { PlaceRow } from './feature.ts';
import { patternKey } from './opening-hours.ts';
import type { Division } from './reference.ts';

/** A place as its rows need it. */
export interface Place {
  lng: number;
  lat: number;
  facets: Readonly<Record<string, readonly number[]>>;
  /** What the text index reads, separated by slashes. */
  text: string;
}

const NONE: readonly number[] = [];

export function patternOf({ openingHours, exceptions }: PlaceRow): string | null {
  return patternKey(openingHours, exceptions);
}

/** Throws `NoSpare` when its opening pattern is new and no number is left for it. */
export function toPlace(row: PlaceRow, facets: Facets, divisionNames: ReadonlyMap<string, string>): Place {
  const facts = new Set(row.accessibility.slice(1, -1).split(','));
  const division = facets.division.find(row.division);
  const pattern = patternOf(row);
  const hours = pattern === null ? undefined : facets.hours.take(pattern);
  if (hours === null) throw new NoSpare('opening hours');
  const values: Record<string, readonly number[]> = {
    division: division === undefined ? NONE : [division],
    hours: hours === undefined ? NONE : [hours],
  };
  for (const code of facets.accessible.keys()) values[`${ACCESSIBLE}${code}`] = facts.has(code) ? [0] : NONE;
  const area = divisionNames.get(row.division) ?? '';
  return { lng: row.lng, lat: row.lat, facets: values, text: [row.name, row.address, area].filter(Boolean).join('/') };
}

/** What a row without a place has instead. */
export function nowhere(facets: Facets): Place['facets'] {
  const values: Record<string, readonly number[]> = { division: NONE, hours: NONE };
  for (const code of facets.accessible.keys()) values[`${ACCESSIBLE}${code}`] = NONE;
  return values;
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
  constructor(what: string) {
    super(`no number is left for new ${what}`);
  }
}
