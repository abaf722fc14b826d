import { z } from 'zod';
import { fromDayNumber, toDayNumber } from '../shanghai-time.ts';

const Day = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'must be a day like 2026-10-01');
const Holiday = z.strictObject({
  names: z.strictObject({ 'zh-CN': z.string().min(1), en: z.string().min(1) }),
  from: Day,
  to: Day,
});
const Year = z
  .strictObject({
    year: z.int().min(2000).max(2100),
    source: z.strictObject({ title: z.string().min(1), number: z.string().min(1), publishedOn: Day }),
    holidays: z.array(Holiday).min(1),
    workdays: z.array(Day),
  })
  .refine(({ holidays }) => holidays.every(({ from, to }) => from <= to), 'a holiday ends before it begins');
/** A file of years as they were published, with the days that are worked instead. */
export const HolidayYears = z.array(Year);
export type HolidayYears = z.infer<typeof HolidayYears>;
export type HolidayNames = z.infer<typeof Holiday>['names'];

export interface PublicHolidays {
  /** Null on other days. */
  nameOf(day: string): HolidayNames | null;
  isWorkday(day: string): boolean;
  /** Whether the arrangement of that year is known. */
  knows(year: number): boolean;
}

/** Of a year that is given twice the later one holds. */
export function createHolidays(...files: readonly HolidayYears[]): PublicHolidays {
  const years = new Map(files.flat().map((year) => [year.year, year]));
  const names = new Map<string, HolidayNames>();
  const workdays = new Set<string>();
  for (const { holidays, workdays: worked } of years.values()) {
    for (const holiday of holidays)
      for (let day = toDayNumber(holiday.from); day <= toDayNumber(holiday.to); day++)
        names.set(fromDayNumber(day), holiday.names);
    for (const day of worked) workdays.add(day);
  }
  return {
    nameOf: (day) => names.get(day) ?? null,
    isWorkday: (day) => workdays.has(day),
    knows: (year) => years.has(year),
  };
}
