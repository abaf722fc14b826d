import type { PlaceDetails } from '@zlm/server/contract';
import { joinSpans, type Span } from '@zlm/server/contract/opening-hours';
import { shanghaiDay, weekdayOf } from '@zlm/server/contract/words/session';

type Hours = Pick<PlaceDetails, 'openingHours' | 'openingExceptions'>;
/** Open until a wall time or always, closed until a weekday and time, or closed with nothing known ahead. */
export type OpeningState =
  | { is: 'open'; until: string; inDays: number; weekday: number }
  | { is: 'open'; until: null }
  | { is: 'closed'; opensAt: string; inDays: number; weekday: number }
  | { is: 'closed'; opensAt: null };

const DAY = 86_400_000;
const SHANGHAI = 8 * 3_600_000;
const MIDNIGHT = '24:00';

/** Whether a place is open at `now` (ms); null where its hours are not known. Exceptions replace the day. */
export function openingState(place: Hours, now: number): OpeningState | null {
  if (!place.openingHours) return null;
  const today = shanghaiDay(now);
  const time = wallTime(now);
  for (let inDays = 0; inDays <= 14; inDays++) {
    for (const { opens, closes } of spansOn(place, today + inDays)) {
      if (inDays > 0 || time < opens)
        return { is: 'closed', opensAt: opens, inDays, weekday: weekdayOf(today + inDays) };
      if (time < closes) return openUntil(place, today, closes);
    }
  }
  return { is: 'closed', opensAt: null };
}

/** Follows hours that go on over midnight, for a week at most. */
function openUntil(place: Hours, today: number, closes: string): OpeningState {
  let until = closes;
  let inDays = 0;
  for (; until === MIDNIGHT; inDays++) {
    if (inDays === 7) return { is: 'open', until: null };
    const next = spansOn(place, today + inDays + 1)[0];
    if (next?.opens !== '00:00') break;
    until = next.closes;
  }
  return { is: 'open', until, inDays, weekday: weekdayOf(today + inDays) };
}

/** Spans of a Shanghai day (since 1970), by opening; those that touch are one. */
export function spansOn({ openingHours, openingExceptions }: Hours, day: number): Span[] {
  const date = new Date(day * DAY).toISOString().slice(0, 10);
  const exceptions = openingExceptions.filter((exception) => exception.date === date);
  const spans: { opens: string | null; closes: string | null }[] =
    exceptions.length > 0 ? exceptions : (openingHours ?? []).filter(({ days }) => days.includes(weekdayOf(day)));
  return joinSpans(spans.filter((span): span is Span => span.opens !== null && span.closes !== null));
}

function wallTime(now: number): string {
  return new Date(now + SHANGHAI).toISOString().slice(11, 16);
}
