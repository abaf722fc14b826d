import type { RawBuilder } from 'kysely';
import type { Kind } from '../contract/kinds.ts';
import type { Lang } from '../contract/lists.ts';

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

/** A cell of a file: a list is told entry by entry. */
export type RecordValue = string | number | boolean | null | readonly string[];
export type RecordCells = Readonly<Record<string, RecordValue>>;

/** A public row as the files of its kind tell it, by the keys of their columns; `h` (n, id, place) is the row of the index. */
export interface RecordSource {
  /** In the order of the files. */
  columns: readonly { key: string; zh: string; en: string }[];
  /** Without it the view joined by its id. */
  from?: RawBuilder<unknown>;
  /** Of `t`; who offers it, its place, position and source are told of all kinds alike. */
  cells: Readonly<Record<string, RawBuilder<unknown>>>;
  /** Vocabularies of those whose values are codes. */
  vocabularies: Readonly<Record<string, string>>;
  /** What the columns say in other words than the table. */
  tell?: (cells: RecordCells, lang: Lang) => RecordCells;
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
  record: RecordSource;
  /**
   * Selects the sessions wanted by `h` (n, id, starts): n, id, title, lang, starts_at, ends_at, status, capacity,
   * seats_left, place, is_demo. Without it nothing of this kind is in a timetable.
   */
  sessionsAt?: RawBuilder<unknown>;
  /** Its own number to call at the place `h.place`, given its id. */
  phone?: (id: RawBuilder<unknown>) => RawBuilder<unknown>;
  /** Selects (id, organiser, place) that its record tells something of, public or not. Without it those of its table. */
  told?: readonly string[];
  /** Rows (kind, id, place_id): which places a change may concern through it. Without it those of its table. */
  changePlaces?: readonly string[];
}
