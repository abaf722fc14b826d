import { ORGANISER } from '../../contract/kinds.ts';
import type { Columns } from '../reading/drafts.ts';
import type { Plan, Row } from '../plans.ts';
import type { Sheet } from '../sheet/sheet.ts';
import { hasOnePlace } from '../has-one-place.ts';

/** May differ between rows of one thing. */
const FREE = ['session_dates', 'recurrence', 'enrol_deadline', 'source_record'];

/** Adds a row to the plan of an earlier row with the same id; false where the two contradict each other. */
export function merge(kind: Sheet, earlier: Plan, plan: Plan): boolean {
  const [first, second] = [mainRow(kind, earlier), mainRow(kind, plan)];
  if (withoutFree(first.columns) !== withoutFree(second.columns)) return false;
  if (earlier.thing && plan.thing) {
    const refs = ({ institution, place }: NonNullable<Plan['thing']>) =>
      JSON.stringify(hasOnePlace(kind) ? [institution, place] : institution);
    if (refs(earlier.thing) !== refs(plan.thing)) return false;
    if (kind.merge?.(first.columns, second.columns) === false) return false;
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

function mainRow({ kind }: Sheet, { thing, places, institutions, ...plan }: Plan): Row {
  return thing ?? (kind === ORGANISER ? institutions : places).find(({ sourceId }) => sourceId === plan.sourceId)!;
}

const withoutFree = (columns: Columns) =>
  JSON.stringify(columns, (key, value: unknown) => (FREE.includes(key) ? 0 : value));
