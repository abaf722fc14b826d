import type { Generated } from 'kysely';
import type {
  DateText,
  Decimal,
  EnrolColumns,
  HappeningStatus,
  Mode,
  RecordColumns,
  ThingId,
} from '../../db/columns.ts';

export interface ActivitiesTable extends RecordColumns, EnrolColumns {
  id: ThingId;
  title: string;
  description: Generated<string>;
  institution_id: number;
  place_id: number | null;
  mode: Mode;
  format: string;
  topics: string[];
  audiences: Generated<string[]>;
  price_min: Decimal | null;
  price_max: Decimal | null;
  lecturer: string | null;
  hours: Decimal | null;
  credits: Decimal | null;
  status: Generated<HappeningStatus>;
  status_note: Generated<string | null>;
  recurrence: string | null;
  /** Asia/Shanghai wall time: 18:30:00 */
  starts_time: string;
  /** At or before the start: on the next day. */
  ends_time: string;
  /** Further sessions of each date. */
  more_starts: Generated<string[]>;
  more_ends: Generated<string[]>;
  session_dates: DateText[];
  first_date: Generated<DateText>;
  last_date: Generated<DateText>;
}
/** Only sessions that differ from their series. */
export interface ActivitySessionsTable {
  activity_id: number;
  session_date: DateText;
  status: Generated<HappeningStatus>;
  starts_at: Date | null;
  ends_at: Date | null;
  capacity: number | null;
  seats_left: number | null;
  note: string | null;
  /** Which of several of its date, by its start; null: the first. */
  of_start: string | null;
}
/** Every session with what holds for it. */
export interface PublicSessionsView {
  activity_id: number;
  session_date: DateText;
  starts_at: Date;
  ends_at: Date;
  status: HappeningStatus;
  capacity: number | null;
  seats_left: number | null;
  note: string | null;
  is_on: boolean;
  of_start: string | null;
}
export type ActivitiesTables = {
  activities: ActivitiesTable;
  activity_sessions: ActivitySessionsTable;
  public_activities: ActivitiesTable;
  public_sessions: PublicSessionsView;
  public_session_differences: ActivitySessionsTable;
};
