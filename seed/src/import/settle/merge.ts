import type { Columns } from '../drafts.ts';
import type { Plan, Row } from '../plans.ts';
import { MAX_SESSIONS } from '../values/sessions.ts';

/** May differ between rows of one thing. */
const FREE = ['session_dates', 'recurrence', 'enrol_deadline', 'source_record'];

/** Adds a row to the plan of an earlier row with the same id; false where the two contradict each other. */
export function merge(earlier: Plan, plan: Plan): boolean {
  const [first, second] = [mainRow(earlier), mainRow(plan)];
  if (withoutFree(first.columns) !== withoutFree(second.columns)) return false;
  if (earlier.thing && plan.thing) {
    const refs = ({ institution, place }: NonNullable<Plan['thing']>) =>
      JSON.stringify(plan.main.table === 'courses' ? institution : [institution, place]);
    if (refs(earlier.thing) !== refs(plan.thing)) return false;
    if (plan.main.table === 'activities' && !mergeDates(first.columns, second.columns)) return false;
    const known = earlier.thing.offerings.map((offering) => JSON.stringify(offering));
    earlier.thing.offerings.push(...plan.thing.offerings.filter((one) => !known.includes(JSON.stringify(one))));
  }
  if (JSON.stringify(first.columns.source_record) !== JSON.stringify(second.columns.source_record)) {
    first.columns.source_record = [first.columns.source_record, second.columns.source_record].flat();
  }
  earlier.lines.push(...plan.lines);
  earlier.places.push(...plan.places);
  earlier.institutions.push(...plan.institutions);
  earlier.links.push(...plan.links);
  return true;
}

function mainRow({ main, thing, places, institutions }: Plan): Row {
  return thing ?? (main.table === 'places' ? places : institutions).find(({ sourceId }) => sourceId === main.sourceId)!;
}

const withoutFree = (columns: Columns) =>
  JSON.stringify(columns, (key, value: unknown) => (FREE.includes(key) ? 0 : value));

function mergeDates(first: Columns, second: Columns): boolean {
  const [dates, more] = [first.session_dates as string[], second.session_dates as string[]];
  const all = [...new Set([...dates, ...more])].sort();
  if (all.length > MAX_SESSIONS) return false;
  if (first.recurrence !== second.recurrence) first.recurrence = null;
  first.session_dates = all;
  return true;
}
