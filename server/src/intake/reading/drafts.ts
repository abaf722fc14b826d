import type { Crs, LngLat } from '../../formats/crs.ts';
import type { Hours } from '../../contract/opening-hours.ts';
import type { Issue } from './issues.ts';

export type Columns = Record<string, unknown>;

/** A position as received and in WGS 84. */
export interface Spot {
  crs: Crs;
  source: LngLat;
  wgs84: LngLat;
  /** In metres. */
  precision: number;
}

export interface VenueDraft {
  id: string | null;
  name: string | null;
  /** Division of any level, as the row says. */
  declared: string | null;
  address: string;
  spot: Spot | null;
  /** The spot is that of its township, for want of its own. */
  isApproximate?: true;
  phone: string | null;
  website: string | null;
  openingHours: Hours | null;
  accessibility: string[];
  /** Of an institution's place. */
  campus: string | null;
  isMain: boolean;
  /** Null where the row itself is the record. */
  original: Columns | null;
}

export interface OrganiserDraft {
  id: string | null;
  name: string | null;
  type: string | null;
  division: string | null;
  /** The division is said of the organiser, not of where it meets. */
  isDivisionOwn?: boolean;
}

/** A valid row before names are resolved. */
export interface Draft {
  line: number;
  /** Null: one is made from what identifies the thing. */
  id: string | null;
  /** What identifies a thing without id, beside its organiser and venue. */
  keys: string[];
  /** Columns of the main table, without ids of other things. */
  columns: Columns;
  organiser: OrganiserDraft | null;
  venues: VenueDraft[];
  parent: string | null;
  /** Offering of a course, without ids. */
  offering: Columns | null;
  sourceUrl: string | null;
  original: Columns;
  warnings: Issue[];
}
