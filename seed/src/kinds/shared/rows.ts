import { dayText } from '../../demo/calendar.ts';
import type { Day } from '../../demo/calendar.ts';
import type { Enrolment } from '../../demo/enrolment.ts';
import { encodeShanghai } from './encode.ts';
import type { Value } from './encode.ts';

/** What is loaded into a table. */
export type Row<Table> = Partial<Record<keyof Table, Value>>;

const SOURCE = 'demo';
const CONFIRMED_BY = '示例数据';
export const optional = <T>(value: T | null, write: (value: T) => Value): Value =>
  value === null ? null : write(value);
export const record = ({ sourceId, confirmed }: { sourceId: string; confirmed: Day }) => ({
  state: 'published',
  source_system: SOURCE,
  source_id: sourceId,
  is_demo: true,
  confirmed_on: dayText(confirmed),
  confirmed_by: CONFIRMED_BY,
});
export const enrol = ({ capacity, seatsLeft, method, contact, deadline }: Enrolment) => ({
  capacity,
  seats_left: seatsLeft,
  enrol_method: method,
  enrol_contact: contact,
  enrol_deadline: optional(deadline, (day) => encodeShanghai(day, '17:00')),
});
