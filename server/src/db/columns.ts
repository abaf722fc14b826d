import type { ColumnType, Generated } from 'kysely';

export type EditorialState = 'draft' | 'submitted' | 'returned' | 'approved' | 'published' | 'withdrawn' | 'archived';
export type HappeningStatus = 'scheduled' | 'moved_online' | 'postponed' | 'rescheduled' | 'full' | 'cancelled';
export type Crs = 'WGS84' | 'CGCS2000' | 'GCJ02' | 'BD09';
export type EnrolMethod = 'phone' | 'walk_in' | 'link' | 'here';
export type Mode = 'offline' | 'online' | 'mixed';

/** `date` columns travel as text: 2026-11-28. */
export type DateText = string;
/** `numeric` columns travel as text. */
export type Decimal = string;
/** bigint ids are safe integers; the pool parses int8 to number. */
export type ThingId = Generated<number>;
/** Written as EWKT or through ST_ functions, read through ST_X and ST_Y only. */
export type Geometry = ColumnType<string, string, string>;

/** The columns of `recordColumns`. */
export interface RecordColumns {
  state: Generated<EditorialState>;
  revision: Generated<number>;
  lang: Generated<string>;
  translations: Generated<Record<string, unknown>>;
  source_system: string;
  source_id: string;
  source_url: string | null;
  source_record: unknown;
  is_demo: Generated<boolean>;
  confirmed_on: DateText | null;
  confirmed_by: string | null;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

/** What enrolment needs, on activities and offerings. */
export interface EnrolColumns {
  capacity: number | null;
  seats_left: number | null;
  enrol_method: EnrolMethod | null;
  enrol_contact: string | null;
  enrol_deadline: Date | null;
}
