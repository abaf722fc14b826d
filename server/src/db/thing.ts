import type { RawBuilder } from 'kysely';
import type { Kind } from '../contract/kinds.ts';

/** What a card shows beside id, kind, title, language and its last confirmation, which every thing has. */
export type CardColumn =
  | 'institution_id'
  | 'topics'
  | 'audiences'
  | 'format'
  | 'modes'
  | 'price_min'
  | 'price_max'
  | 'capacity'
  | 'seats_left'
  | 'status'
  | 'next_ends_at'
  | 'sessions_left'
  /** Last day on which it still is on. */
  | 'last_day'
  | 'enrol_deadline'
  | 'type';

/** `t` is the thing and `h` (n, id, place, next_start) the hit. */
export interface CardSource {
  /** Without it the view joined by its id. */
  from?: RawBuilder<unknown>;
  /** Those left out are empty. */
  columns: Partial<Record<CardColumn, RawBuilder<unknown>>>;
}

/** What of a kind the database holds; whatever shows every kind folds over the list of these. */
export interface StoredThing {
  kind: Kind;
  /** Has the `recordColumns`. */
  table: string;
  /** Its public rows: one for each place where it may have several. */
  view: string;
  /** Column of its name. */
  title: 'title' | 'name';
  /** Column of who offers it; null = it is offered by nobody. */
  organiser: 'institution_id' | null;
  card: (asOf: Date) => CardSource;
  /**
   * Selects the sessions wanted by `h` (n, id, starts): n, id, title, lang, starts_at, ends_at, status, capacity,
   * seats_left, place, is_demo. Without it nothing of this kind is in a timetable.
   */
  sessionsAt?: RawBuilder<unknown>;
  /** Its own number to call at the place `h.place`, given its id. */
  phone?: (id: RawBuilder<unknown>) => RawBuilder<unknown>;
  /** Rows (kind, id, place_id): which places a change may concern through it. Without it those of its table. */
  changePlaces?: readonly string[];
}
