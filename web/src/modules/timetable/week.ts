import type { FilterInput } from '@zlm/server/contract';
import { CELL_FILTERS, cellFilter, filtersWhere, withoutFilters } from '@zlm/server/contract/filter-table';

/** Beside what a cell asks for, words for days. */
const REPLACED = [...filtersWhere({ tells: 'days' }), ...CELL_FILTERS];
const DAY_MS = 86_400_000;

/** A day so many days after another: `2026-11-23` and 7 give `2026-11-30`. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
}

/** The conditions a week leaves in force: its cells stand in for the rest. */
export const withoutTimes = (filters: FilterInput): FilterInput => withoutFilters(filters, REPLACED);

export const hasTimes = (filters: FilterInput): boolean => REPLACED.some((name) => filters[name] !== undefined);

/** The first day of those asked for. */
export const firstDay = (filters: FilterInput): string | undefined => filters[CELL_FILTERS[0]];

/** The list that a cell counts. */
export function toCellFilters(filters: FilterInput, date: string, part: string): FilterInput {
  return { ...withoutTimes(filters), ...cellFilter(date, part) };
}
