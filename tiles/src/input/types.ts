/** A facet: named values in preorder, so that a subtree is the range [i, ends[i]). A flat vocabulary omits `ends`. */
export interface FacetSpec {
  name: string;
  /** Codes in preorder. */
  values: readonly string[];
  /** For a tree: the first index after the subtree of each value. */
  ends?: readonly number[];
  /** A row may carry several values. */
  multi?: boolean;
}

export interface Schema {
  facets: readonly FacetSpec[];
  /** The facet whose counts every cluster carries, one property per value. */
  clusterBy: string;
  /** Without it rows cluster where they lie at every zoom. */
  anchored?: Anchored;
}

/** Far out, placed rows are counted at fixed positions by a facet, not where they lie. */
export interface Anchored {
  /** Its code is a property of this name; of several values of a row the first counts. */
  facet: string;
  /** By ascending `lastZoom`; zooms beyond the last one cluster. */
  steps: readonly AnchorStep[];
}

export interface AnchorStep {
  /** Deepest zoom it is for; it begins after that of the step before. */
  lastZoom: number;
  /** A row belongs to that of its own value, else to the nearest above it. */
  anchors: readonly Anchor[];
  /** Where rows without any of them are counted, in WGS 84 degrees. */
  rest: { lng: number; lat: number };
}

export interface Anchor {
  /** Index of a value of the facet. */
  value: number;
  /** WGS 84 degrees. */
  lng: number;
  lat: number;
}

/** What the text index reads; a missing field is an empty string. */
export interface TextFields {
  title: string;
  organiser: string;
  topic: string;
  place: string;
  description: string;
}

/** One thing at one place. The same `id` may come with several places. */
export interface RowInput {
  id: number;
  /** 0 = no place. */
  place: number;
  /** WGS 84 degrees; null = unplaced. */
  lng: number | null;
  lat: number | null;
  /** Value indices by facet name; an absent facet is no value. */
  facets: Readonly<Record<string, readonly number[]>>;
  /** Starts of the sessions that are on, ascending, in minutes since 1970-01-01T00:00 wall time. */
  sessions: Int32Array | null;
  /** Last day number (days since 1970-01-01, wall time) on which it still is on; null = never ends. */
  lastDay: number | null;
  /** Goes on top of a stack. */
  pinned: boolean;
  /** For the order by relevance; null or absent = not known. */
  seatsLeft?: number | null;
  /** Day number (days since 1970-01-01, wall time) from which it is stale; null or absent = nobody ever confirmed it. */
  freshUntil?: number | null;
  /** Present when the text index is to know this row. */
  text?: TextFields;
}

/** Half-open range of value indices or of slots. */
export type Range = readonly [from: number, to: number];
/** west, south, east, north in WGS 84 degrees. */
export type Bbox = readonly [number, number, number, number];

/**
 * A filter with all times absolute: nothing here reads a clock. Facets are combined by AND, ranges within one by OR;
 * an empty list of ranges matches nothing. Once asked with, a filter must not change.
 */
export interface Filter {
  facets: Readonly<Record<string, readonly Range[]>>;
  /** Slot = day number * 3 + part of day (0 until 12:00, 1 until 17:30, 2 evening), by the start of a session. */
  slots?: readonly Range[];
  /** Matches rows whose last day is this day or later, or that never end. */
  notEndedOn?: number;
  /** Matches rows whose last day is before this day. */
  endedBefore?: number;
  q?: string;
  /** True distance in metres on the sphere. */
  near?: { lng: number; lat: number; metres: number };
  /** Polygons, each of rings of [lng, lat]; even-odd within one polygon, OR over polygons. */
  within?: readonly (readonly (readonly (readonly [number, number])[])[])[];
  /** A stack: exactly these coordinates. */
  at?: { lng: number; lat: number };
}

export type Sort = 'relevance' | 'distance' | 'soonest';
export type Scope = 'all' | 'view' | 'elsewhere' | 'unplaced';

export interface PageRequest {
  sort: Sort;
  limit: number;
  scope: Scope;
  /** Needed by the scopes view and elsewhere. */
  bbox?: Bbox;
  /** Where distance is measured from; needed by the sort `distance`. */
  from?: { lng: number; lat: number };
  /** Minutes since 1970-01-01T00:00 wall time: sessions before it are past. */
  asOf: number;
  /** The last hit of the page before. */
  after?: { key: number; id: number; place: number };
}

export interface Hit {
  id: number;
  place: number;
  /** The sort key, ascending; with (id, place) it makes a total order. */
  key: number;
  /** Metres from `from`, null when unplaced or no `from`. */
  metres: number | null;
  /** Start of the next session in minutes, null when none is left. */
  nextStart: number | null;
}

/** A cluster or an area of a tile: its zoom and feature id. */
export interface ClusterRef {
  z: number;
  id: number;
}

export interface Totals {
  total: number;
  inView: number;
  elsewhere: number;
  unplaced: number;
}
