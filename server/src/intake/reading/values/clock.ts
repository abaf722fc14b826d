import { toNumber } from '../../../formats/series/numbers.ts';

/** A span of one day, or into the next one. */
export interface ClockSpan {
  /** 09:00 */
  starts: string;
  ends: string;
  /** It is said that it ends on the next day. */
  isNextDay: boolean;
}

const NEXT = '(?:次日|翌日|第二天|隔天)';
const PARTS = '(?:上午|早上|早晨|清晨|早间|中午|正午|下午|午后|傍晚|晚上|晚间|夜里|夜间|夜晚|深夜|午夜|凌晨|早|晚)';
// 一至五 is of weekdays.
const HOUR = '(?:\\d{1,2}|[零一二两三四五六七八九十]{1,3}(?=\\s*[点时]))';
const MINUTE = '(?:\\d{1,2}|[零一二三四五六七八九十]{1,3})';
const MARK = '(?:\\s*[ap]\\.?m\\.?(?![a-z]))';
const CLOCK = (n: number) =>
  `(?<next${n}>${NEXT}\\s*)?(?<part${n}>${PARTS})?的?\\s*(?:(?<next${n}b>${NEXT})\\s*)?(?<hour${n}>(?<![\\d.:])${HOUR})(?:\\s*[:.](?<colon${n}>\\d{2})(?::\\d{2})?(?!\\d)|\\s*(?:点钟?|时)(?:(?<half${n}>半|[一三13]刻|整)|(?<minute${n}>${MINUTE})分?)?)?(?<mark${n}>${MARK})?`;
const DASH = '\\s*(?:[-~至到]+|to|until)\\s*';
const SPAN = new RegExp(`(?<![-\\d:.年月]|周|星期|礼拜)${CLOCK(1)}${DASH}${CLOCK(2)}(?![-\\d:月年日号])`, 'giu');

const LAST = new RegExp(`^(.*?(?:\\d{1,2}|[日号)]))[\\sT,]*(${CLOCK(1)})$`, 'iu');

interface Clock {
  minutes: number;
  part: string | null;
}
const DAY = 1440;

/** Takes spans of time; what is none stays, with `between` in the place of each. Null for a time that there is not. */
export function takeSpans(text: string, between: string): { spans: ClockSpan[]; rest: string } | null {
  const spans: (ClockSpan | null)[] = [];
  const rest = text.replace(SPAN, (...args: unknown[]) => {
    spans.push(toSpan(args.at(-1) as Record<string, string | undefined>));
    return between;
  });
  return spans.includes(null) ? null : { spans: spans as ClockSpan[], rest };
}

/** The time that ends a text, and what stands before it; null where none does. `minutes` null: there is no such time. */
export function readClock(text: string): { before: string; minutes: number | null } | null {
  const found = LAST.exec(text);
  if (!found || !/[:点时m]/i.test(found[2]!)) return null;
  const clock = toClock(found.groups!, 1);
  return { before: found[1]!, minutes: clock && settle(clock) };
}

function toSpan(groups: Record<string, string | undefined>): ClockSpan | null {
  const [start, end] = [toClock(groups, 1), toClock(groups, 2)];
  if (!start || !end) return null;
  const said = ['next2', 'next2b'].some((name) => groups[name] !== undefined);
  const isWholeDay = start.minutes === 0 && end.minutes === DAY;
  // The end of 下午2点-4点 is in the afternoon too, and so is the start of 2-4pm.
  let ends = settle({ ...end, part: end.part ?? start.part });
  let starts = settle(start);
  const borrowed = start.part === null && /^[ap]m$/.test(end.part ?? '') ? settle({ ...start, part: end.part }) : null;
  if (borrowed !== null && borrowed < ends) starts = borrowed;
  // 上午9点-1点 ends after noon.
  if (end.part === null && /上午|早|am/.test(start.part ?? '') && ends <= starts && ends + 720 > starts) ends += 720;
  const isNight = /晚|夜|pm/.test(start.part ?? '') && /凌晨|夜|am/.test(end.part ?? '') && ends < starts;
  if (starts >= DAY && !isWholeDay) return null;
  return { starts: toText(starts), ends: toText(ends), isNextDay: said || isNight };
}

function toClock(groups: Record<string, string | undefined>, n: 1 | 2): Clock | null {
  const of = (name: string) => groups[`${name}${n}`];
  const hour = toNumber(of('hour') ?? '');
  const half = of('half');
  const minute =
    half === undefined
      ? toNumber(of('colon') ?? of('minute') ?? '0')
      : half === '半'
        ? 30
        : half === '整'
          ? 0
          : quarter(half);
  const mark = of('mark')?.replace(/[\s.]/g, '').toLowerCase();
  if (!(hour <= 24 && minute < 60) || (hour === 24 && minute > 0)) return null;
  if (mark && (hour > 12 || hour === 0)) return null;
  return { minutes: hour * 60 + minute, part: mark ?? of('part') ?? null };
}

const quarter = (text: string) => (/[一1]/.test(text) ? 15 : 45);

/** Minutes since the midnight the day begins with. */
function settle({ minutes, part }: Clock): number {
  const hour = Math.floor(minutes / 60);
  if (part === null || hour > 12) return minutes;
  if (/下午|午后|傍晚|pm/.test(part)) return hour === 12 ? minutes : minutes + 720;
  if (/晚|夜/.test(part)) return hour >= 5 ? minutes + 720 : minutes;
  if (/中午|正午/.test(part)) return hour < 5 ? minutes + 720 : minutes;
  return /凌晨|am/.test(part) && hour === 12 ? minutes - 720 : minutes;
}

const toText = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
