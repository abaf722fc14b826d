import type { z } from 'zod';
import type { Lang } from '../../contract/lists.ts';
import { fill } from '../../contract/words/fill.ts';
import { Invalid } from '../../errors.ts';
import { expandSeries } from '../../formats/series/expand-series.ts';
import { SERIES_PROBLEMS, type SeriesProblem } from '../../formats/series/problems.ts';
import type { PublicHolidays } from '../../formats/series/public-holidays.ts';
import { readSeries, type SeriesReading as Reading } from '../../formats/series/read-series.ts';
import { parseRecurrence, toRecurrence } from '../../formats/series/recurrence.ts';
import { saySeries } from '../../formats/series/say-series.ts';
import { MOST_SESSIONS, type Series } from '../../formats/series/series.ts';
import type { readSeries as endpoint, SeriesReading } from './schema.ts';
import { problemText } from './texts.ts';

export type SeriesQuery = z.output<typeof endpoint.query>;

/** A series from words or from its rule, with its dates. Throws Invalid. */
export function readAsked(
  query: SeriesQuery,
  { holidays, today, lang }: { holidays: PublicHolidays; today: string; lang: Lang },
): SeriesReading {
  const reading = query.words === undefined ? fromRule(query) : readSeries(query.words, query.from ?? today);
  const { series, problems } = reading;
  const whole = isWhole(reading) ? (series as Series) : null;
  const expanded = whole && expandSeries(whole, query.from ?? today, (day) => holidays.nameOf(day) !== null);
  if (whole && expanded) problems.push(...check(whole, expanded));
  const dates = expanded?.days ?? [];
  const years = [...new Set(dates.map((day) => Number(day.slice(0, 4))))];
  const unknownYears = years.filter((year) => !holidays.knows(year));
  for (const year of unknownYears) problems.push({ code: 'holidays_unknown', part: null, value: String(year) });
  return {
    series: {
      ...series,
      rule: whole && toRecurrence(whole),
      days: [...series.days],
      times: [...series.times],
      except: [...series.except],
    },
    dates,
    sessions: dates.length * series.times.length,
    isCut: expanded?.isCut ?? false,
    words: whole && { 'zh-CN': saySeries(whole, 'zh-CN'), en: saySeries(whole, 'en') },
    holidays: dates.flatMap((date) => {
      const names = holidays.nameOf(date);
      return names ? [{ date, names }] : [];
    }),
    workdays: dates.filter((day) => holidays.isWorkday(day)),
    unknownYears,
    problems: problems.map((problem) => toWire(problem, lang)),
  };
}

const isWhole = ({ problems }: Reading) => problems.every(({ code }) => SERIES_PROBLEMS[code] !== 'stops');

function toWire({ code, part, value }: SeriesProblem, lang: Lang): SeriesReading['problems'][number] {
  return {
    code,
    stops: SERIES_PROBLEMS[code] === 'stops',
    at: part?.at ?? null,
    text: part?.text ?? null,
    message: fill(problemText(code, lang), { part: part?.text ?? '', value }),
  };
}

function check(series: Series, { days, missed, isCut }: ReturnType<typeof expandSeries>): SeriesProblem[] {
  const found: SeriesProblem[] = missed.map((day) => ({ code: 'exception_misses', part: null, value: day }));
  if (days.length === 0) found.push({ code: 'no_sessions', part: null, value: '' });
  if (isCut) found.push({ code: 'too_many', part: null, value: String(MOST_SESSIONS) });
  const sessions = (days.length + series.except.length - missed.length) * series.times.length;
  if (series.until && series.count !== null && !series.skipsHolidays && sessions !== series.count)
    found.push({ code: 'count_differs', part: null, value: String(sessions) });
  return found;
}

/** Throws Invalid where there is neither a rule nor a day, or a rule that has no words. */
function fromRule({ rule, days, times, from, except, skipsHolidays }: SeriesQuery): Reading {
  const refuse = (field: string, message: string) => new Invalid([{ in: 'query', field, message }]);
  if (rule === undefined && days === undefined) throw refuse('words', 'is needed');
  if (times === undefined) throw refuse('times', 'is needed');
  const parsed = rule === undefined ? null : parseRecurrence(rule);
  if (rule !== undefined && !parsed) throw refuse('rule', 'has no words here');
  const told = times.split(',').map((text) => ({ starts: text.slice(0, 5), ends: text.slice(6) }));
  const series: Series = {
    every: parsed?.every ?? null,
    days: parsed ? [] : [...new Set(days!.split(','))].sort(),
    times: told,
    from: parsed ? (from ?? null) : null,
    until: parsed?.until ?? null,
    count: parsed?.days == null ? null : parsed.days * told.length,
    except: except === undefined ? [] : [...new Set(except.split(','))].sort(),
    skipsHolidays: skipsHolidays === 'true',
  };
  const problems: SeriesProblem[] = [];
  if (parsed && series.until === null && series.count === null)
    problems.push({ code: 'no_end', part: null, value: '' });
  return { series, problems };
}
