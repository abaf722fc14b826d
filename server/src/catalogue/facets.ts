import type { Schema } from '@zlm/tiles';
import { Facet } from './facet.ts';
import type { Reference } from './reference.ts';
import { toPreorder } from './tree.ts';

export const MODES = ['offline', 'online', 'mixed'] as const;
export const STATUSES = ['scheduled', 'moved_online', 'postponed', 'rescheduled', 'full', 'cancelled'] as const;
export const SEATS = ['none', 'few', 'many'] as const;
/** Upper ends of the classes in yuan. */
const PRICES = [
  ['free', 0],
  ['1-50', 50],
  ['51-200', 200],
  ['201-800', 800],
  ['801-', Infinity],
] as const;
// Few: at most a fifth of the seats, or five.
const FEW_SHARE = 0.2;
const FEW_SEATS = 5;
/** Last days this far from the day of loading are told apart; no filter looks further. */
const DAYS_KEPT = 3650;
const SPARE_INSTITUTIONS = 512;
const SPARE_PATTERNS = 256;

export const ACCESSIBLE = 'accessible:';

export interface Facets {
  kind: Facet;
  topic: Facet;
  audience: Facet;
  format: Facet;
  mode: Facet;
  price: Facet;
  /** The statuses, then the last days: a filter can so ask for some statuses or ended. */
  status: Facet;
  seats: Facet;
  division: Facet;
  institution: Facet;
  /** Opening patterns by their keys. */
  hours: Facet;
  /** One facet of one value per fact, because several asked for must all hold. */
  accessible: ReadonlyMap<string, Facet>;
  /** Day number of the first day value of `status`. */
  firstDay: number;
}

/** The facets of a catalogue: vocabularies, trees of a day, classes. */
export function createFacets(
  reference: Reference,
  kinds: readonly string[],
  patterns: Iterable<string>,
  day: number,
): Facets {
  const codes = (vocabulary: string) =>
    reference.terms.filter((term) => term.vocabulary === vocabulary).map(({ code }) => code);
  const topics = toPreorder(
    reference.terms
      .filter(({ vocabulary }) => vocabulary === 'topic')
      .map(({ code, parent }) => ({ key: code, parent })),
  );
  const divisions = toPreorder(reference.divisions.map(({ code, parent }) => ({ key: code, parent })));
  const institutions = toPreorder(reference.institutions.map(({ id, parent }) => ({ key: id, parent })));
  const firstDay = day - DAYS_KEPT;
  const days = Array.from({ length: 2 * DAYS_KEPT }, (_, at) => `day:${firstDay + at}`);
  return {
    kind: new Facet('kind', kinds),
    topic: new Facet('topic', topics.keys, { ends: topics.ends, multi: true }),
    audience: new Facet('audience', codes('audience'), { multi: true }),
    format: new Facet('format', codes('format')),
    mode: new Facet('mode', MODES, { multi: true }),
    price: new Facet(
      'price',
      PRICES.map(([code]) => code),
    ),
    status: new Facet('status', [...STATUSES, ...days], { multi: true }),
    seats: new Facet('seats', SEATS),
    division: new Facet('division', divisions.keys, { ends: divisions.ends }),
    institution: new Facet('institution', institutions.keys.map(String), {
      ends: institutions.ends,
      multi: true,
      spare: SPARE_INSTITUTIONS,
    }),
    hours: new Facet('hours', [...patterns], { spare: SPARE_PATTERNS }),
    accessible: new Map(codes('accessibility').map((code) => [code, new Facet(`${ACCESSIBLE}${code}`, [code])])),
    firstDay,
  };
}

export function toSchema({ accessible, firstDay: _, ...facets }: Facets): Schema {
  return { facets: [...Object.values(facets), ...accessible.values()].map(({ spec }) => spec), clusterBy: 'kind' };
}

/** Value of `status` for a last day. */
export function lastDayValue({ firstDay }: Pick<Facets, 'firstDay'>, day: number): number {
  return STATUSES.length + Math.min(2 * DAYS_KEPT - 1, Math.max(0, day - firstDay));
}

/** Index of the price class of a lowest price in yuan. */
export function priceClass(yuan: number): number {
  return PRICES.findIndex(([, most]) => yuan <= most);
}

/** Index of the class of seats; null when the number is not known. */
export function seatsClass(left: number | null, capacity: number | null): number | null {
  if (left === null) return null;
  if (left === 0) return 0;
  return left <= FEW_SEATS || (capacity !== null && left <= capacity * FEW_SHARE) ? 1 : 2;
}
