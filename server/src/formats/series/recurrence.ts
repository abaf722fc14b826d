import type { Every, Series } from './series.ts';

const CODES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const UNITS = { DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month' } as const;

/** RFC 5545, as the column `recurrence` keeps it; null where the days are listed. */
export function toRecurrence({ every, until, count, times }: Series): string | null {
  if (!every) return null;
  const days = count === null ? null : Math.ceil(count / Math.max(1, times.length));
  return [
    ...toRule(every),
    ...(days !== null ? [`COUNT=${days}`] : until ? [`UNTIL=${until.replaceAll('-', '')}`] : []),
  ].join(';');
}

export function toRule(every: Every): string[] {
  const interval = every.interval > 1 ? [`INTERVAL=${every.interval}`] : [];
  if (every.unit === 'day') return ['FREQ=DAILY', ...interval];
  const code = (weekday: number) => CODES[weekday - 1]!;
  if (every.unit === 'week') return ['FREQ=WEEKLY', ...interval, `BYDAY=${every.weekdays.map(code).join(',')}`];
  return 'nths' in every
    ? ['FREQ=MONTHLY', ...interval, `BYDAY=${every.nths.map(({ nth, weekday }) => `${nth}${code(weekday)}`).join(',')}`]
    : ['FREQ=MONTHLY', ...interval, `BYMONTHDAY=${every.monthDays.join(',')}`];
}

type Ruled = Pick<Series, 'until'> & { every: Every; days: number | null };

/** What a rule says; null for rules that plain words here have no words for. */
export function parseRecurrence(rule: string): Ruled | null {
  const parts = new Map(
    rule
      .trim()
      .toUpperCase()
      .replace(/^RRULE:/, '')
      .split(';')
      .map((part): [string, string] => {
        const [name = '', value = ''] = part.split('=');
        return [name, value];
      }),
  );
  const known = ['FREQ', 'INTERVAL', 'BYDAY', 'BYMONTHDAY', 'COUNT', 'UNTIL', 'WKST'];
  if ([...parts.keys()].some((name) => !known.includes(name)) || (parts.get('WKST') ?? 'MO') !== 'MO') return null;
  const every = toEvery(parts);
  const [count, until] = [parts.get('COUNT'), parts.get('UNTIL')];
  if (!every || (count !== undefined && !/^[1-9]\d{0,3}$/.test(count))) return null;
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)(T\d{6}Z?)?$/.exec(until ?? '') ?? [];
  if (until !== undefined && year === undefined) return null;
  return { every, days: count === undefined ? null : Number(count), until: year ? `${year}-${month}-${day}` : null };
}

function toEvery(parts: ReadonlyMap<string, string>): Every | null {
  const interval = Number(parts.get('INTERVAL') ?? 1);
  const unit = UNITS[parts.get('FREQ') as keyof typeof UNITS] as Every['unit'] | undefined;
  if (!unit || !Number.isInteger(interval) || interval < 1 || interval > 99) return null;
  const days = (parts.get('BYDAY') ?? '')
    .split(',')
    .filter(Boolean)
    .map((text) => /^(-1|[1-5])?([A-Z]{2})$/.exec(text));
  const named = days.map((match) => ({ nth: match?.[1], weekday: CODES.indexOf(match?.[2] ?? '') + 1 }));
  if (named.some(({ weekday }) => weekday === 0)) return null;
  const monthDays = (parts.get('BYMONTHDAY') ?? '').split(',').filter(Boolean).map(Number);
  if (monthDays.some((day) => !Number.isInteger(day) || day < 1 || day > 31)) return null;
  if (unit === 'day') return named.length + monthDays.length === 0 ? { unit, interval } : null;
  if (unit === 'week') {
    const isPlain = named.length > 0 && monthDays.length === 0 && named.every(({ nth }) => nth === undefined);
    return isPlain ? { unit, interval, weekdays: ascending(named.map(({ weekday }) => weekday)) } : null;
  }
  if (named.length > 0 && monthDays.length > 0) return null;
  if (monthDays.length > 0) return { unit, interval, monthDays: ascending(monthDays) };
  if (named.length === 0 || named.some(({ nth }) => nth === undefined)) return null;
  return { unit, interval, nths: named.map(({ nth, weekday }) => ({ nth: Number(nth), weekday })) };
}

export const ascending = <T extends number | string>(values: readonly T[]): T[] =>
  [...new Set(values)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
