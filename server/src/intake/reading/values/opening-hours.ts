import type { Hours } from '../../../contract/opening-hours.ts';
import { BadValue } from '../fields.ts';
import { toRules } from './hours/rules.ts';
import { toTokens } from './hours/tokens.ts';
import { intersect, toWeek } from './hours/week.ts';
import { toCell } from './text.ts';

export interface HoursCell {
  hours: Hours;
  /** What a week of hours does not hold, as it is written. */
  left: string[];
}
/** Days as OpenStreetMap writes them. */
const OSM = /(?<![a-z])(?:mo|tu|we|th|fr|sa|su|ph)(?![a-z])/;

/** 周一至周五 8:30-11:30,14:00-17:00；周六 18:00-2:00；周日闭馆; without days it is every day. */
export function readHoursCell(text: string): HoursCell {
  const plain = toCell(text).toLowerCase();
  const told = toTokens(plain);
  const read = told && toRules(told);
  if (!read) throw new BadValue('bad-hours');
  const { rules, left } = read;
  const seasons = [...new Set(rules.map(({ season }) => season))].filter((season) => season !== null);
  const weeks = (seasons.length === 0 ? [null] : seasons).map((season) =>
    toWeek(
      rules.filter((rule) => rule.season === null || rule.season === season),
      OSM.test(plain),
    ),
  );
  // Of a single season nothing is known for the rest of the year.
  if (weeks.includes(null) || seasons.length === 1) throw new BadValue('bad-hours');
  const hours = (weeks as Hours[]).reduce(intersectAll);
  if (hours.length === 0) throw new BadValue('bad-hours');
  return { hours, left: seasons.length > 1 ? [toCell(text)] : left };
}

const intersectAll = (all: Hours, next: Hours): Hours => intersect(all, next);

export const parseOpeningHours = (text: string): Hours => readHoursCell(text).hours;
