import type { Lang } from '../lists.ts';
import { nextDay } from './format.ts';

/** Wall times of a day; what ends at or before its start ends on the next day: 22:00–次日 01:00 */
export const clockSpan = (starts: string, ends: string, lang: Lang): string =>
  `${starts}–${ends <= starts ? nextDay(ends, lang) : ends}`;
