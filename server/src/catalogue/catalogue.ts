import { FeatureIndex, type RowInput } from '@zlm/tiles';
import { createFacets, toSchema, type Facets } from './facets.ts';
import type { FeatureRow, FeatureText } from './feature.ts';
import { Institutions } from './institutions.ts';
import { nameDivisions, NOWHERE, toPlace, type Place } from './places.ts';
import type { PlaceRow } from './feature.ts';
import type { Reference } from './reference.ts';
import { RowMaker } from './rows.ts';
import { epochOf, formatState, isAfter, StatePoints, type Cursor, type State } from './state.ts';
import { StatusDays } from './status.ts';
import { Things } from './things.ts';
import { dayOf } from './wall-time.ts';

export interface CatalogueParts {
  kinds: readonly string[];
  reference: Reference;
  /** Opening patterns and sets of accessibility facts in use. */
  hours: Iterable<string>;
  accessible: Iterable<string>;
  /** Day number the institution tree is of. */
  day: number;
  /** Changes from here on may be missing. */
  cursor: Cursor;
  /** The database it is of, as `readOrigin` tells. */
  origin: string;
}

/** Everything public in memory: the index and what its numbers mean. */
export class Catalogue {
  readonly index: FeatureIndex;
  readonly kinds: readonly string[];
  readonly facets: Facets;
  readonly reference: Reference;
  /** Codes that others took the place of: vocabulary:code → code. */
  readonly replacements: ReadonlyMap<string, string>;
  readonly statusDays: StatusDays;
  readonly institutions: Institutions;
  readonly origin: string;
  /** Moved on by the follower. */
  day: number;
  cursor: Cursor;
  /** How often the follower looked, and the oldest transaction that was open then. */
  looks = 0;
  horizon = '0';
  /** Somebody waits for the next look. */
  isAwaited = false;
  /** Resolves when filters with a q are answered too; rejects when that failed. */
  text: Promise<void> = Promise.resolve();
  /** Something changed that the numbers here cannot express: everything has to be loaded again. */
  stale = false;
  readonly #firstDay: number;
  readonly #points = new StatePoints();
  #told: State;
  readonly #places = new Map<number, Place>();
  readonly #things = new Things();
  readonly #parents: ReadonlyMap<string, string | null>;
  readonly #maker: RowMaker;
  readonly #divisionNames: ReadonlyMap<string, string>;
  #placeNames: ReadonlySet<string> | null = null;
  #sessionDays: [first: number, last: number] = [Infinity, -Infinity];

  constructor({ kinds, reference, hours, accessible, day, cursor, origin }: CatalogueParts) {
    this.kinds = kinds;
    this.reference = reference;
    this.replacements = new Map(
      reference.terms.flatMap(({ vocabulary, code, replacedBy }) =>
        replacedBy === null ? [] : [[`${vocabulary}:${code}`, replacedBy] as const],
      ),
    );
    this.day = day;
    this.cursor = cursor;
    this.origin = origin;
    this.#firstDay = day;
    this.#told = { epoch: epochOf(origin), day, cursor };
    this.facets = createFacets({ reference, kinds, hours, accessible });
    this.statusDays = new StatusDays(day);
    this.institutions = new Institutions(this.facets.institution, reference.institutions);
    this.#parents = new Map(reference.divisions.map(({ code, parent }) => [code, parent]));
    this.#divisionNames = nameDivisions(reference.divisions);
    this.#maker = new RowMaker({
      facets: this.facets,
      places: this.#places,
      institutions: this.institutions,
      terms: reference.terms,
      statusDays: this.statusDays,
    });
    this.index = new FeatureIndex(toSchema(this.facets, reference));
  }

  /** Names what is in it at least, in every process alike. */
  get state(): string {
    return formatState(this.#told);
  }

  /** Notes how far it is. What is stale lacks something of what it has read: it tells its last whole state. */
  noteState(): void {
    if (this.stale) return;
    this.#told = { ...this.#told, day: this.day, cursor: this.cursor };
    this.#points.add(this.cursor, this.index.version);
  }

  /** From which version on the changes after a state lie; null when that is not known. */
  versionAt({ epoch, day, cursor }: State): number | null {
    return epoch === this.#told.epoch && day >= this.#firstDay ? this.#points.versionAt(cursor) : null;
  }

  /** Whether a state names more than has been read here. */
  isBehind({ cursor }: State): boolean {
    return isAfter(cursor, this.cursor);
  }

  get ready(): 'rows' | 'text' {
    return this.index.textReady ? 'text' : 'rows';
  }

  /** First and last day with a session, in days since 1970-01-01. */
  get sessionDays(): readonly [first: number, last: number] {
    return this.#sessionDays;
  }

  /** Throws `NoSpare` when opening hours are new and no number is left for them. */
  updatePlaces(ids: readonly number[], found: readonly PlaceRow[]): void {
    this.#placeNames = null;
    for (const id of ids) this.#places.delete(id);
    for (const row of found) this.addPlace(row);
  }

  addPlace(row: PlaceRow): void {
    this.#places.set(row.id, toPlace(row, this.facets, this.#divisionNames));
  }

  /** A row of one kind for the index. */
  take(kind: number, row: FeatureRow): RowInput {
    const input = this.#maker.toRow(kind, row);
    this.#things.add({ kind, id: row.id, institution: row.institution ?? 0, place: input.place });
    if (input.sessions) this.#noteDays(input.sessions);
    return input;
  }

  #noteDays(sessions: Int32Array): void {
    const days = this.#sessionDays;
    days[0] = Math.min(days[0], dayOf(sessions[0]!));
    days[1] = Math.max(days[1], dayOf(sessions.at(-1)!));
  }

  /** Forgets what it was told of these ids. */
  forget(ids: Iterable<number>): void {
    for (const id of ids) this.#things.forget(id);
  }

  fieldsOf(text: FeatureText, place: number): ReturnType<RowMaker['toText']> {
    return this.#maker.toText(text, place === 0 ? null : place);
  }

  /** Where a place is; null when it has no position or is not known. */
  positionOf(place: number): { lng: number; lat: number } | null {
    const { lng, lat } = this.#places.get(place) ?? NOWHERE;
    return lng === null || lat === null ? null : { lng, lat };
  }

  /** The code of the division a place lies in; null when it is not known. */
  divisionOf(place: number): string | null {
    const [at] = (this.#places.get(place) ?? NOWHERE).division;
    return at === undefined ? null : this.facets.division.codes[at]!;
  }

  /** Codes of what a division lies in, nearest first. */
  divisionsAbove(code: string): string[] {
    const above: string[] = [];
    for (let at = this.#parents.get(code); at; at = this.#parents.get(at)) above.push(at);
    return above;
  }

  kindOf(id: number): string | undefined {
    const kind = this.#things.kindOf(id);
    return kind === undefined ? undefined : this.kinds[kind];
  }

  /** Another set once a place changed. */
  get placeNames(): ReadonlySet<string> {
    return (this.#placeNames ??= new Set([...this.#places.values()].map(({ name }) => name)));
  }

  /** Ids by kind that were last seen with one of these institutions or places. */
  listSeenWith(institutions: ReadonlySet<number>, places: ReadonlySet<number>): Set<number>[] {
    const seen = this.kinds.map(() => new Set<number>());
    for (const { kind, id } of this.#things.listSeenWith(institutions, places)) seen[kind]!.add(id);
    return seen;
  }
}
