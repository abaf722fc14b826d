import type { Lang } from '../lists.ts';
import { clock } from './format.ts';
import { shanghaiDay } from './session.ts';

/** A wall time past midnight: 次日 01:00, 01:00 next day; whoever reads times understands it again. */
export const nextDay = (time: string, lang: Lang): string => (lang === 'en' ? `${time} next day` : `次日 ${time}`);

/** Wall times of a day; what ends at or before its start ends on the next day: 22:00–次日 01:00 */
export const clockSpan = (starts: string, ends: string, lang: Lang): string =>
  `${starts}–${ends <= starts ? nextDay(ends, lang) : ends}`;

/** The clock at `endsAt`, told from the instant `after` (ms). */
export function endClock(endsAt: string, after: number, lang: Lang): string {
  const time = clock(endsAt, lang);
  return shanghaiDay(Date.parse(endsAt)) > shanghaiDay(after) ? nextDay(time, lang) : time;
}
