import type { Sheet } from '../../../intake/sheet/sheet.ts';
import { columns } from './columns.ts';
import { mergeDates } from './merge.ts';
import { readActivity } from './read.ts';

export const createActivitySheet = (): Sheet<'activities'> => ({
  name: 'activities',
  kind: 'activity',
  table: 'activities',
  partTables: [],
  columns,
  read: readActivity,
  owned: `title description institution_id place_id mode format topics audiences price_min price_max capacity
    seats_left enrol_method enrol_contact enrol_deadline lecturer status recurrence starts_time ends_time
    more_starts more_ends session_dates`.split(/\s+/),
  synonyms: {
    format: {
      lecture: ['讲堂', '公开课'],
      'course-series': ['培训班', '课程'],
      'hands-on': ['体验活动'],
      blended: ['混合式'],
    },
  },
  merge: mergeDates,
});
