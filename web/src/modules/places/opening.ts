import type { PlaceDetails } from '@zlm/server/contract';
import { shanghaiDay, weekdayOf } from '@zlm/server/contract/words/session';

type Hours = Pick<PlaceDetails, 'openingHours' | 'openingExceptions'>;
interface Span {
  opens: string;
  closes: string;
}
/** Open until a wall time, closed until a weekday and time, or closed with nothing known ahead. */
export type OpeningState =
  | { is: 'open'; until: string }
  | { is: 'closed'; opensAt: string; inDays: number; weekday: number }
  | { is: 'closed'; opensAt: null };

const DAY = 86_400_000;
const SHANGHAI = 8 * 3_600_000;

/** Whether a place is open at `now` (ms); null where its hours are not known. Exceptions replace the day. */
export function openingState(place: Hours, now: number): OpeningState | null {
  if (!place.openingHours) return null;
  const today = shanghaiDay(now);
  const time = wallTime(now);
  for (let inDays = 0; inDays <= 14; inDays++) {
    for (const { opens, closes } of spansOn(place, today + inDays)) {
      if (inDays > 0 || time < opens)
        return { is: 'closed', opensAt: opens, inDays, weekday: weekdayOf(today + inDays) };
      if (time < closes) return { is: 'open', until: closes };
    }
  }
  return { is: 'closed', opensAt: null };
}

/** Spans of a Shanghai day (since 1970), by opening. */
export function spansOn({ openingHours, openingExceptions }: Hours, day: number): Span[] {
  const date = new Date(day * DAY).toISOString().slice(0, 10);
  const exceptions = openingExceptions.filter((exception) => exception.date === date);
  const spans: { opens: string | null; closes: string | null }[] =
    exceptions.length > 0 ? exceptions : (openingHours ?? []).filter(({ days }) => days.includes(weekdayOf(day)));
  return spans
    .filter((span): span is Span => span.opens !== null && span.closes !== null)
    .sort((a, b) => (a.opens < b.opens ? -1 : 1));
}

function wallTime(now: number): string {
  return new Date(now + SHANGHAI).toISOString().slice(11, 16);
}

/** Weekly hours with the spans of the same days together, for a table. */
export function openingRows(hours: NonNullable<Hours['openingHours']>): { days: readonly number[]; spans: string[] }[] {
  const rows = new Map<string, { days: readonly number[]; spans: string[] }>();
  for (const { days, opens, closes } of hours) {
    const key = [...days].sort().join();
    const row = rows.get(key) ?? { days, spans: [] };
    row.spans = [...row.spans, `${opens}–${closes}`].sort();
    rows.set(key, row);
  }
  return [...rows.values()];
}
