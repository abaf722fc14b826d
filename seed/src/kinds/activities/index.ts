import { createSheet } from '@zlm/server/modules/activities/sheet';
import type { DemoRules, SeedKind } from '../kind.ts';
import { createActivities, type Activity } from './demo/activity.ts';
import { activityRow, differenceRows } from './rows.ts';

/** At the published scale. */
const FULL = 110_000;

const demo: DemoRules<Activity> = {
  create(base) {
    const count = base.count('activities', FULL);
    return { count, numbered: 0, things: createActivities(base, count) };
  },
  row: activityRow,
  parts: [{ name: 'sessions', table: 'activity_sessions', rows: differenceRows }],
};

export const activities: SeedKind<'activities'> = { ...createSheet(), demo };
