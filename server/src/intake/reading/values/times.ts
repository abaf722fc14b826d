import { BadValue } from '../fields.ts';
import { takeSpans } from './clock.ts';
import { toCell } from './text.ts';

export interface TimeSpan {
  /** 09:00 */
  starts: string;
  ends: string;
}
/** Sessions of one day. */
const MOST_A_DAY = 8;
/** Between spans, and words that say no more than that these are times. */
const BESIDE =
  /[\s,、;/|&+和或及与。()]+|第[一二三四五六七八1-8][场节次班]|(?:上午|下午|晚上)?[场班]|时间|上课|活动|开课|:/g;

/** Sessions of one day in order: 9:00-11:00, 下午2:00-4:00、14点至16点30; the last may end 次日1:00. */
export function parseTimes(text: string): TimeSpan[] {
  const found = takeSpans(toCell(text), ';');
  if (!found || found.spans.length === 0 || found.rest.replace(BESIDE, '') !== '') throw new BadValue('bad-times');
  const { spans } = found;
  for (const [at, { starts, ends, isNextDay }] of spans.entries()) {
    const next = spans[at + 1];
    // Without a word for it an end before the start is a slip.
    if (ends <= starts !== isNextDay || (next && (isNextDay || next.starts < ends))) throw new BadValue('dates-order');
  }
  if (spans.length > MOST_A_DAY) throw new BadValue('bad-times');
  return spans.map(({ starts, ends }) => ({ starts, ends }));
}
