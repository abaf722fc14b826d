/** A start that differs from its series; days and minutes since 1970-01-01, Asia/Shanghai wall time. */
export interface SessionDifference {
  /** Day of the series it stands for. */
  day: number;
  isOn: boolean;
  /** Where it was moved to, in wall minutes; null = it keeps its time. */
  start: number | null;
  end: number | null;
  /** Which of several of its day, by its start; null = the first. */
  of: number | null;
}

/** Minutes since midnight; what ends at or before its start ends on the next day. */
export interface SessionTimes {
  startsAt: number;
  endsAt: number;
}

/** The sessions of a series as the database keeps them. */
export interface Series {
  /** Text of a date[], ascending: {2026-11-28,2026-12-05} */
  dates: string;
  /** Of each date, ascending. */
  times: readonly SessionTimes[];
  /** False when the whole series is cancelled or postponed. */
  isOn: boolean;
  differences: readonly SessionDifference[];
}

/** One thing at one place. Lists of codes come as the text of a text[], {a,b}, or as one code. */
export interface FeatureRow {
  id: number;
  /** null = no place */
  place: number | null;
  institution: number | null;
  topics: string;
  audiences: string;
  modes: string;
  format: string | null;
  status: string | null;
  /** Yuan as decimal text, the lowest price; null = not stated. */
  price: string | null;
  capacity: number | null;
  seatsLeft: number | null;
  series: Series | null;
  /** Last day of what has no sessions: 2026-11-28; null = never ends. */
  endsOn: string | null;
  pinned: boolean;
  /** Day on which somebody last confirmed it: 2026-11-28; null = never. */
  confirmedOn: string | null;
}

/** A row about which nothing else is known. Spreading a constant instead takes five times as long. */
export function bareRow(id: number, place: number | null, institution: number | null): FeatureRow {
  return {
    id,
    place,
    institution,
    topics: '{}',
    audiences: '{}',
    modes: '{}',
    format: null,
    status: null,
    price: null,
    capacity: null,
    seatsLeft: null,
    series: null,
    endsOn: null,
    pinned: false,
    confirmedOn: null,
  };
}

/** What the text index reads of a thing; the rest follows from its topics, institution and place. */
export interface FeatureText {
  id: number;
  title: string;
  description: string;
  institution: number | null;
  topics: string;
}

/** Where things are; loaded once, so that rows stay narrow. */
export interface PlaceRow {
  id: number;
  /** WGS 84 degrees; null = not known. */
  lng: number | null;
  lat: number | null;
  division: string;
  name: string;
  address: string;
  /** Text of the stored JSON. */
  openingHours: string | null;
  /** Days that differ; both null = closed. */
  exceptions: readonly (readonly [date: string, opens: string | null, closes: string | null])[];
  /** Text of a text[]. */
  accessibility: string;
}

/** Exported by `features.ts` of the places. */
export interface PlaceSource {
  load(reader: RowReader, ids?: readonly number[]): AsyncIterable<PlaceRow[]>;
}

export interface Change {
  kind: string;
  id: number;
}

type Cell = string | number | boolean | null;

/** Reads public views only; what is asked for at the same time is read at the same time. */
export interface RowReader {
  /** Rows as arrays; text[] and date[] columns must be cast to text. Values: numbers, texts, lists of numbers. */
  rows<R extends readonly Cell[]>(text: string, values?: readonly unknown[]): Promise<R[]>;
  /**
   * All rows of `select`, in batches; all rows of one id are in one batch.
   * `select` ends before WHERE; with `ids` only those of these ids.
   */
  batches<R extends readonly Cell[]>(select: string, idColumn: string, ids?: readonly number[]): AsyncIterable<R[]>;
}

/** Who offers things. */
export interface Organiser {
  id: number;
  name: string;
  /** As of the day asked for. */
  parent: number | null;
  /** Where it went when it closed, by that day. */
  heir?: number | null;
}

/** Organisers below each other. */
export interface OrganiserTree {
  /** All public ones, or those of some ids, with the parent they have on a day. */
  load(reader: RowReader, day: number, ids?: readonly number[]): Promise<Organiser[]>;
  /** Public ones right below those of `ids` on a day. */
  listChildren(reader: RowReader, day: number, ids: readonly number[]): Promise<number[]>;
}

/** How one kind of thing gets onto the map; exported by `features.ts` of its module. */
export interface FeatureSource {
  kind: string;
  /** Batches of rows, those of some ids or all. */
  load(reader: RowReader, ids?: readonly number[]): AsyncIterable<FeatureRow[]>;
  loadTexts(reader: RowReader, ids?: readonly number[]): AsyncIterable<FeatureText[]>;
  /** Kinds of which rows here show something; `touchedBy` is asked about no others. */
  shows: readonly string[];
  /** Own ids that now show something of what changed elsewhere. */
  touchedBy(reader: RowReader, changes: readonly Change[]): Promise<number[]>;
  /** Of the organisers. */
  tree?: OrganiserTree;
}

/** The ids of one kind among changes. */
export function idsOf(changes: readonly Change[], kind: string): number[] {
  return changes.filter((change) => change.kind === kind).map(({ id }) => id);
}
