import type { Schema } from '@zlm/tiles';
import { MODES, SEATS } from '../contract/lists.ts';
import { classOfSeats } from '../contract/seats.ts';
import { UNPLACED } from '../contract/unplaced.ts';
import { anchorDivisions } from './anchors.ts';
import { Facet } from './facet.ts';
import type { Reference } from './reference.ts';
import { StatusDays } from './status.ts';
import { toPreorder } from './tree.ts';

/** Upper ends of the classes in yuan. */
const PRICES = [
  ['free', 0],
  ['1-50', 50],
  ['51-200', 200],
  ['201-800', 800],
  ['801-', Infinity],
] as const;
const SPARE_INSTITUTIONS = 512;
const SPARE_PATTERNS = 256;
const SPARE_FACTS = 256;

export interface Facets {
  kind: Facet;
  topic: Facet;
  audience: Facet;
  format: Facet;
  mode: Facet;
  price: Facet;
  /** Numbers of `statusDays`. */
  status: Facet;
  seats: Facet;
  division: Facet;
  institution: Facet;
  /** Opening patterns by their keys. */
  hours: Facet;
  /** Sets of facts as the text of a text[], because several asked for must all hold. */
  accessible: Facet;
  /** Of what is on no map: which class it is of. */
  unplaced: Facet;
}

export interface FacetParts {
  reference: Reference;
  kinds: readonly string[];
  /** Opening patterns and sets of accessibility facts in use. */
  hours: Iterable<string>;
  accessible: Iterable<string>;
}

/** The facets of a catalogue: vocabularies, trees of a day, classes. */
export function createFacets({ reference, kinds, hours, accessible }: FacetParts): Facets {
  const codes = (vocabulary: string) =>
    reference.terms.filter((term) => term.vocabulary === vocabulary).map(({ code }) => code);
  const topics = toPreorder(
    reference.terms
      .filter(({ vocabulary }) => vocabulary === 'topic')
      .map(({ code, parent }) => ({ key: code, parent })),
  );
  const divisions = toPreorder(reference.divisions.map(({ code, parent }) => ({ key: code, parent })));
  const institutions = toPreorder(reference.institutions.map(({ id, parent }) => ({ key: id, parent })));
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
    status: new Facet('status', StatusDays.codes()),
    seats: new Facet('seats', SEATS),
    division: new Facet('division', divisions.keys, { ends: divisions.ends }),
    institution: new Facet('institution', institutions.keys.map(String), {
      ends: institutions.ends,
      spare: SPARE_INSTITUTIONS,
    }),
    hours: new Facet('hours', [...hours], { spare: SPARE_PATTERNS }),
    accessible: new Facet('accessible', [...accessible], { spare: SPARE_FACTS }),
    unplaced: new Facet('unplaced', UNPLACED),
  };
}

export function toSchema(facets: Facets, { divisions }: Reference): Schema {
  const specs = Object.values(facets).map(({ spec }: Facet) => spec);
  const anchored = anchorDivisions(divisions, facets.division);
  return { facets: specs, clusterBy: 'kind', ...(anchored && { anchored }) };
}

/** Index of the price class of a lowest price in yuan. */
export function priceClass(yuan: number): number {
  return PRICES.findIndex(([, most]) => yuan <= most);
}

/** Index of the class of seats; null when the number is not known. */
export function seatsClass(left: number | null, capacity: number | null): number | null {
  const found = classOfSeats(left, capacity);
  return found && SEATS.indexOf(found);
}
