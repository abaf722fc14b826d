import type { Columns } from '../../../intake/reading/drafts.ts';
import { MAX_SESSIONS } from '../../../intake/reading/values/sessions.ts';

/** Sessions on rows of their own become one series. */
export function mergeDates(first: Columns, second: Columns): boolean {
  const [dates, more] = [first.session_dates as string[], second.session_dates as string[]];
  const all = [...new Set([...dates, ...more])].sort();
  if (all.length > MAX_SESSIONS) return false;
  if (first.recurrence !== second.recurrence) first.recurrence = null;
  first.session_dates = all;
  return true;
}
