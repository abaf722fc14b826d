import type { Range } from '@zlm/tiles';
import { toDayNumber, toWeekday } from '../../formats/shanghai-time.ts';
import { dayOf } from '../../catalogue/wall-time.ts';
import type { FieldError } from '../../contract/errors.ts';
import type { Filters } from '../../contract/filters.ts';
import { PARTS, type WHENS } from '../../contract/lists.ts';

const NOON = 12 * 60;
const EVENING = 17 * 60 + 30;
const PARTS_OF_DAY = PARTS.length;
/** Beyond any day: year 1,960,000. */
const FAR = 715_000_000;

type When = (typeof WHENS)[number];

/** Days and the parts of day in each; `last` is included. */
interface Span {
  first: number;
  last: number;
  parts: readonly number[];
}

export interface SlotBounds {
  /** First and last day with any session. */
  sessionDays: readonly [first: number, last: number];
  /** Without a first day, sessions before today count too. */
  past: boolean;
}

/** Part of day of wall minutes: 0 morning, 1 afternoon, 2 evening. */
export function partOf(minutes: number): number {
  const minute = minutes - dayOf(minutes) * 1440;
  return minute < NOON ? 0 : minute < EVENING ? 1 : 2;
}

/** Days in the wrong order. */
export function checkDays({ from, to }: Filters): FieldError[] {
  if (!from || !to || toDayNumber(from) <= toDayNumber(to)) return [];
  return [{ in: 'query', field: 'to', message: 'must not be before from' }];
}

/** The slots that time filters ask for, given the present in wall minutes; undefined when none of them is set. */
export function resolveSlots(filters: Filters, now: number, bounds: SlotBounds): Range[] | undefined {
  const { when, from, to, part, weekday } = filters;
  if (!when && !from && !to && !part && !weekday) return undefined;
  const today = dayOf(now);
  const named = when ? spanOf(when, now) : { first: -FAR, last: FAR, parts: [0, 1, 2] };
  const asked = part ? part.map((name) => PARTS.indexOf(name)) : named.parts;
  const first = Math.max(named.first, from ? toDayNumber(from) : bounds.past ? -FAR : today);
  const last = Math.min(named.last, to ? toDayNumber(to) : FAR);
  const parts = named.parts.filter((value) => asked.includes(value));
  if (first > last || parts.length === 0) return [];
  if (parts.length === PARTS_OF_DAY && !weekday) return [[first * PARTS_OF_DAY, (last + 1) * PARTS_OF_DAY]];
  return listSlots({ first, last, parts }, weekday?.map(Number), bounds.sessionDays);
}

function spanOf(when: When, now: number): Span {
  const today = dayOf(now);
  const weekday = toWeekday(today);
  const all = [0, 1, 2];
  const sunday = today + 7 - weekday;
  if (when === 'now') return { first: today, last: today, parts: [partOf(now)] };
  if (when === 'today') return { first: today, last: today, parts: all };
  if (when === 'tonight') return { first: today, last: today, parts: [2] };
  if (when === 'tomorrow') return { first: today + 1, last: today + 1, parts: all };
  // On a Sunday the weekend is what is left of it.
  if (when === 'weekend') return { first: Math.max(today, sunday - 1), last: sunday, parts: all };
  return { first: today, last: today + 6, parts: all };
}

/** Slot by slot, within the days that have sessions at all. */
function listSlots(
  { first, last, parts }: Span,
  weekdays: readonly number[] | undefined,
  within: readonly [number, number],
): Range[] {
  const ranges: Range[] = [];
  for (let day = Math.max(first, within[0]); day <= Math.min(last, within[1]); day++) {
    if (weekdays && !weekdays.includes(toWeekday(day))) continue;
    for (const part of parts) ranges.push([day * PARTS_OF_DAY + part, day * PARTS_OF_DAY + part + 1]);
  }
  return ranges;
}
