import { readSeries } from '../../../formats/series/read-series.ts';
import type { SeriesProblemCode } from '../../../formats/series/problems.ts';
import type { Every } from '../../../formats/series/series.ts';
import { BadValue } from '../fields.ts';
import type { IssueCode } from '../issues.ts';
import { toCell } from './text.ts';
import { parseWeekdays } from './weekdays.ts';

/** How dates recur. */
export interface Rule {
  every: Every;
  /** Of 单周三 its weekdays: which weeks are meant is known by a first session alone. */
  ofWeeks?: number[];
}

/** What the cell is asked nothing about. */
const OTHER_COLUMNS: readonly SeriesProblemCode[] = ['no_times', 'no_end', 'skips_months'];
export const ISSUE_OF: Partial<Record<SeriesProblemCode, IssueCode>> = {
  odd_even_weeks: 'odd-even-weeks',
  interval_unclear: 'unclear-interval',
};
const ODD_OR_EVEN = /^每?(?:单|双|奇|偶)数?(周|星期|礼拜)的?\s*(.+)$/;
/** No date is looked for in a rule. */
const ANY_DAY = '2000-01-01';

/** 周三, 每周二、四, 隔周六, 每两周周二, 每月第一个周六, 每天, 单周三. */
export function parseRule(text: string): Rule {
  const plain = toCell(text);
  const weekdays = tryWeekdays(plain);
  if (weekdays) return { every: { unit: 'week', interval: 1, weekdays } };
  const [, week = '', rest = ''] = ODD_OR_EVEN.exec(plain) ?? [];
  const ofWeeks = tryWeekdays(rest) ?? tryWeekdays(week + rest);
  if (ofWeeks) return { every: { unit: 'week', interval: 2, weekdays: ofWeeks }, ofWeeks };

  const { series, problems } = readSeries(plain, ANY_DAY);
  const [problem] = problems.filter(({ code }) => !OTHER_COLUMNS.includes(code));
  if (problem) throw new BadValue(ISSUE_OF[problem.code] ?? 'bad-weekday');
  const isMore = series.from ?? series.until ?? series.count ?? series.except[0] ?? series.times[0];
  // What other columns say is not said twice.
  if (!series.every || isMore !== undefined || series.skipsHolidays) throw new BadValue('bad-weekday');
  return { every: series.every };
}

function tryWeekdays(text: string): number[] | null {
  try {
    return parseWeekdays(text);
  } catch {
    return null;
  }
}
