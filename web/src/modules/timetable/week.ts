import type { FilterInput } from '@zlm/server/contract';

const DAY_MS = 86_400_000;

/** A day so many days after another: `2026-11-23` and 7 give `2026-11-30`. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
}

/** The conditions a week leaves in force: its cells stand in for the rest. */
export function withoutTimes({ from: _from, to: _to, part: _part, when: _when, ...others }: FilterInput): FilterInput {
  return others;
}

export const hasTimes = ({ from, to, part, when }: FilterInput): boolean =>
  [from, to, part, when].some((value) => value !== undefined);

/** The list that a cell counts. */
export function toCellFilters(filters: FilterInput, date: string, part: string): FilterInput {
  return { ...withoutTimes(filters), from: date, to: date, part };
}
