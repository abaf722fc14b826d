import { FormSeries, type FieldProblem, type FormBody } from './form.ts';

// What no single field says of itself; kinds that ask for the same check the same.

const problem = (field: string, message: string): FieldProblem => ({ field: `/${field}`, message });

export function checkPrice({ priceMin, priceMax }: FormBody): FieldProblem[] {
  if (priceMax === undefined) return [];
  if (priceMin === undefined) return [problem('priceMin', 'is needed here')];
  return Number(priceMax) < Number(priceMin) ? [problem('priceMax', 'must not be less than the price')] : [];
}

/** `today`: 2026-11-28, in Shanghai. */
export function checkSeries({ series, enrolDeadline }: FormBody, today: string): FieldProblem[] {
  const read = FormSeries.safeParse(series);
  if (!read.success) return [];
  const { dates, times } = read.data;
  const early = times.findIndex(({ starts }, at) => {
    const before = times[at - 1];
    return before !== undefined && (before.ends <= before.starts || starts < before.ends);
  });
  if (early > 0) return [problem(`series/times/${early}/starts`, 'must be after the end of the one before')];
  const last = dates.at(-1)!;
  if (last < today) return [problem('series/dates', 'must not be over')];
  if (typeof enrolDeadline === 'string' && toShanghaiDay(enrolDeadline) > last)
    return [problem('enrolDeadline', 'must not be after the last session')];
  return [];
}

/** When the last session begins. */
export function endOfSeries({ series }: FormBody): string | null {
  const read = FormSeries.safeParse(series);
  return read.success ? `${read.data.dates.at(-1)}T${read.data.times.at(-1)!.starts}:00+08:00` : null;
}

/** `above`: the pointer to what holds the two days. */
export function checkSpan({ startsOn, endsOn }: FormBody, above: string): FieldProblem[] {
  return typeof startsOn === 'string' && typeof endsOn === 'string' && endsOn < startsOn
    ? [{ field: `${above}/endsOn`, message: 'must be after its beginning' }]
    : [];
}
/** When the last row is over; null where one has no end. */
export function endOfRows(rows: readonly FormBody[]): string | null {
  const days = rows.map(({ endsOn }) => endsOn);
  const last = days.every((day) => typeof day === 'string') ? days.sort().at(-1) : undefined;
  return last === undefined ? null : `${last}T23:59:59+08:00`;
}

const toShanghaiDay = (moment: string) => new Date(Date.parse(moment) + 480 * 60_000).toISOString().slice(0, 10);
