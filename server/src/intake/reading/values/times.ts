import type { Hours } from '../../../contract/opening-hours.ts';
import { BadValue } from '../fields.ts';
import { toPlain } from './text.ts';

const DAYS: Record<string, number> = {
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  日: 7,
  天: 7,
  mon: 1,
  tue: 2,
  wed: 3,
  thu: 4,
  fri: 5,
  sat: 6,
  sun: 7,
};
const SETS: [RegExp, number[]][] = [
  [/每天|每日|天天|全周|daily|every day/g, [1, 2, 3, 4, 5, 6, 7]],
  [/工作日|weekdays?/g, [1, 2, 3, 4, 5]],
  [/周末|双休日|weekends?/g, [6, 7]],
];
const DAY = '(?:周|星期|礼拜)?([一二三四五六日天]|mon|tue|wed|thu|fri|sat|sun)[a-z]*';

/** Monday = 1 … Sunday = 7: 周三, 每周二、四, 周一至周五, Mon-Fri, 周末, 每天. */
export function parseWeekdays(text: string): number[] {
  const days = new Set<number>();
  let rest = toPlain(text).toLowerCase();
  for (const [pattern, set] of SETS) {
    rest = rest.replace(pattern, () => (set.forEach((day) => days.add(day)), ''));
  }
  rest = rest.replace(/^每/, '');
  rest = rest.replace(new RegExp(`${DAY}\\s*[-~–—至到]\\s*${DAY}`, 'g'), (_all, first: string, last: string) => {
    const span = (DAYS[last]! - DAYS[first]! + 7) % 7;
    for (let i = 0; i <= span; i++) days.add(((DAYS[first]! - 1 + i) % 7) + 1);
    return '';
  });
  rest = rest.replace(new RegExp(DAY, 'g'), (_all, day: string) => (days.add(DAYS[day]!), ''));
  if (days.size === 0 || /[^\s,、;和及]/.test(rest)) throw new BadValue('bad-weekday');
  return [...days].sort((a, b) => a - b);
}

export interface TimeSpan {
  /** 09:00 */
  starts: string;
  ends: string;
}
/** Sessions of one day. */
const MOST_A_DAY = 8;
const HALF = '(上午|下午|晚上|晚|中午|早上)?';
const CLOCK = `${HALF}\\s*(\\d{1,2})(?:[:.时点](\\d{2})?分?|(?=\\D|$))`;
const SPAN = new RegExp(`^${CLOCK}\\s*[-~–—至到]+\\s*${CLOCK}$`);
const NEXT_DAY = /(?<=[-~–—至到]\s*)(?:次日|翌日|第二天)\s*/;

/** Sessions of one day in order: 9:00-11:00, 下午2:00-4:00、14点至16点30; the last may end 次日1:00. */
export function parseTimes(text: string): TimeSpan[] {
  const parts = toPlain(text).split(/\s*(?:[;,、]|和)\s*/);
  const spans = parts.map((part) => ({
    ...parseSpan(part.replace(NEXT_DAY, '')),
    isNextDay: NEXT_DAY.test(part),
  }));
  for (const [at, { starts, ends, isNextDay }] of spans.entries()) {
    const next = spans[at + 1];
    // Without a word for it an end before the start is a slip.
    if (ends <= starts !== isNextDay || (next && (isNextDay || next.starts < ends))) throw new BadValue('dates-order');
  }
  if (spans.length > MOST_A_DAY) throw new BadValue('bad-times');
  return spans.map(({ starts, ends }) => ({ starts, ends }));
}

/** May end on the next day. */
function parseSpan(text: string): TimeSpan {
  const found = SPAN.exec(toPlain(text));
  if (!found) throw new BadValue('bad-times');
  const [, half, hour = '', minute, half2 = half, hour2 = '', minute2] = found;
  return { starts: toClock(half, hour, minute), ends: toClock(half2, hour2, minute2) };
}

function toClock(half: string | undefined, hourText: string, minute = '00'): string {
  const late = half !== undefined && /下午|晚|中午/.test(half) && Number(hourText) < (half === '中午' ? 11 : 12);
  const hour = Number(hourText) + (late ? 12 : 0);
  if (hour > 24 || Number(minute) > 59 || (hour === 24 && minute !== '00')) throw new BadValue('bad-times');
  return `${String(hour).padStart(2, '0')}:${minute}`;
}

/** Hours over midnight belong to two days. */
function splitNight(days: number[], { starts, ends }: TimeSpan, isNextDay: boolean): Hours {
  if (ends > starts && isNextDay) throw new BadValue('bad-hours');
  if (ends > starts) return [{ days, opens: starts, closes: ends }];
  if (ends === starts || starts === '24:00') throw new BadValue('bad-hours');
  const evening = { days, opens: starts, closes: '24:00' };
  if (ends === '00:00') return [evening];
  return [evening, { days: days.map((day) => (day % 7) + 1).sort((a, b) => a - b), opens: '00:00', closes: ends }];
}

/** 周一至周五 8:30-11:30,14:00-17:00；周六 18:00-2:00；周六 9:00-12:00; a part without days holds every day. */
export function parseOpeningHours(text: string): Hours {
  const parts = toPlain(text)
    .split(/[;\n]+/)
    .filter((part) => part.trim() !== '');
  try {
    return parts.flatMap((part) => {
      const at = part.search(/\d|上午|下午|晚上|早上|全天/);
      const named = part.slice(0, at).replace(/[\s:,]+$/, '');
      const days = named.trim() === '' ? [1, 2, 3, 4, 5, 6, 7] : parseWeekdays(named);
      const spans = part
        .slice(at)
        .replace('全天', '00:00-24:00')
        .split(/[,、\s]+(?=\d|上午|下午|晚上)/);
      return spans.flatMap((span) => splitNight(days, parseSpan(span.replace(NEXT_DAY, '')), NEXT_DAY.test(span)));
    });
  } catch (cause) {
    if (cause instanceof BadValue) throw new BadValue('bad-hours');
    throw cause;
  }
}
