/** A day like 2026-11-28; days compare as texts. */
export type Day = string;

/** What holds from a day until before another; null: without beginning or end. */
export interface Span<T> {
  readonly value: T;
  readonly from: Day | null;
  readonly to: Day | null;
}

const begins = (from: Day | null, day: Day) => from === null || from <= day;
const lasts = (to: Day | null, day: Day) => to === null || day < to;

export const holdsOn = ({ from, to }: Omit<Span<unknown>, 'value'>, day: Day): boolean =>
  begins(from, day) && lasts(to, day);

export function valueOn<T>(spans: readonly Span<T>[], day: Day): T | undefined {
  return spans.find((span) => holdsOn(span, day))?.value;
}

/** Of two stretches what both have; undefined where they do not meet. */
export function meet(a: Omit<Span<unknown>, 'value'>, b: Omit<Span<unknown>, 'value'>) {
  const from = a.from === null || (b.from !== null && b.from > a.from) ? b.from : a.from;
  const to = a.to === null || (b.to !== null && b.to < a.to) ? b.to : a.to;
  return from !== null && to !== null && from >= to ? undefined : { from, to };
}

/** The days after `day` on which something begins or ends. */
export function edgesAfter(spans: readonly Span<unknown>[], day: Day): Day[] {
  return spans.flatMap(({ from, to }) => [from, to]).filter((edge): edge is Day => edge !== null && edge > day);
}

/** `value` from a day on, until what is already known to come next; null: nothing. */
export function setFrom<T>(spans: readonly Span<T>[], day: Day, value: T | null): Span<T>[] {
  const next = edgesAfter(spans, day).sort()[0] ?? null;
  const kept = spans.flatMap((span) => cut(span, day, next));
  return sortSpans(value === null ? kept : [...kept, { value, from: day, to: next }]);
}

/** What of a span lies outside [from, to). */
function cut<T>(span: Span<T>, from: Day, to: Day | null): Span<T>[] {
  const before = meet(span, { from: null, to: from });
  const after = to === null ? undefined : meet(span, { from: to, to: null });
  return [before, after].flatMap((part) => (part ? [{ value: span.value, ...part }] : []));
}

export function sortSpans<T>(spans: readonly Span<T>[]): Span<T>[] {
  return [...spans].sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1));
}
