import type { ActivitiesTable, ActivitySessionsTable } from '@zlm/server/modules/activities/tables';
import { dayText } from '../../demo/calendar.ts';
import type { Activity } from './demo/activity.ts';
import { encodeDays, encodeList, encodeShanghai } from '../shared/encode.ts';
import type { Refs } from '../kind.ts';
import { enrol, optional, record, type Row } from '../shared/rows.ts';

export function activityRow(refs: Refs, activity: Activity) {
  const { title, description, institution, place, mode, format, topics, audiences, price, lecturer, status, schedule } =
    activity;
  return {
    id: refs.own(activity),
    title,
    description,
    institution_id: refs.institution(institution),
    place_id: optional(place, refs.place),
    mode,
    format,
    topics: encodeList(topics),
    audiences: encodeList(audiences),
    price_min: price.min,
    price_max: price.max,
    ...enrol(activity.enrolment),
    lecturer,
    status,
    recurrence: schedule.recurrence,
    starts_time: schedule.starts,
    ends_time: schedule.ends,
    session_dates: encodeDays(schedule.dates),
    ...record(activity),
  } satisfies Row<ActivitiesTable>;
}

export function* differenceRows(refs: Refs, activity: Activity) {
  for (const { day, status, moved, capacity, seatsLeft, note } of activity.differences) {
    yield {
      activity_id: refs.own(activity),
      session_date: dayText(day),
      status,
      starts_at: moved && encodeShanghai(moved.day, moved.starts),
      ends_at: moved && encodeShanghai(moved.day, moved.ends),
      capacity,
      seats_left: seatsLeft,
      note,
    } satisfies Row<ActivitySessionsTable>;
  }
}
