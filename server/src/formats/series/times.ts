import { NUMBER, ENGLISH_NUMBER, toNumber } from './numbers.ts';
import type { SeriesProblem } from './problems.ts';
import type { Scan } from './scan.ts';

/** As it is told; without an end where none is. */
export interface ToldTime {
  starts: string;
  ends: string | null;
}

const NEXT = '(?:次日|第二天|翌日|(?:the\\s+)?next\\s+day\\s*)';
const DAY_PART = '(?:上午|下午|午后|晚上|晚间|晚|早上|早晨|早|清晨|中午|傍晚|凌晨|夜里|深夜)';
const MARK = '(?:\\s*(?:a\\.?m\\.?|p\\.?m\\.?)(?![a-z]))';
const HOUR = '(?:\\d{1,2}|[零一二两三四五六七八九十]{1,3})';
const CLOCK = `(?:\\d{1,2}:\\d{2}(?!\\d)${MARK}?|${HOUR}\\s*[点时](?:半|[一三1３3]刻|整|\\s*${HOUR}\\s*分?(?![月日号周]))?|\\d{1,2}${MARK}|noon|midnight)`;
const TIME = `(?:${NEXT}\\s*)?(?:${DAY_PART}\\s*)?(?:的\\s*)?(?:${NEXT}\\s*)?${CLOCK}(?:\\s*\\(?(?:\\+1|${NEXT})\\)?)?`;
const RANGE = new RegExp(
  `(?:from\\s+|between\\s+)?(${TIME}|(?:${DAY_PART}\\s*)?(?<![\\d:])\\d{1,2})\\s*(?:到|至|-|~|to|until|till|and)\\s*(${TIME})`,
);
const SINGLE = new RegExp(`(?:at\\s+|from\\s+)?(${TIME})(?:\\s*(?:开始|起))?`);
const HOURS = new RegExp(
  `(?:每次|每场|每节|时长|为时|历时|一次|for\\s+)?\\s*(?:(半|half\\s+an|an?|\\d+(?:\\.\\d+)?|${NUMBER}|${ENGLISH_NUMBER})\\s*(个?半)?个?\\s*(小时|钟头|hours?|hrs?))`,
);
const MINUTES = /(?:每次|每场|每节|时长|为时|历时|一次|for\s+)?\s*(\d{1,3})\s*(?:分钟|minutes?|mins?)/;
const DAY = 1440;

interface Clock {
  minutes: number;
  part: string | null;
  isNext: boolean;
}

/** Takes the times of a text, those with an end first. */
export function takeTimes(scan: Scan, problems: SeriesProblem[]): ToldTime[] {
  const found: (ToldTime & { at: number })[] = [];
  const refuse = (match: RegExpExecArray) =>
    void problems.push({ code: 'bad_time', part: scan.partOf(match), value: '' });
  scan.take(RANGE, (match) => {
    const range = toRange(match[1]!, match[2]!);
    if (!range) return refuse(match);
    if (isEarly(range[0], match[1]!)) problems.push({ code: 'early_hours', part: scan.partOf(match), value: '' });
    found.push({ starts: toText(range[0]), ends: toText(range[1]), at: match.index });
  });
  let lasts: number | null = null;
  scan.take(HOURS, ([, amount = '', half]) => {
    const plain = amount === '半' || amount.startsWith('half') ? 0.5 : /^an?$/.test(amount) ? 1 : toAmount(amount);
    lasts = Math.round((plain + (half ? 0.5 : 0)) * 60);
  });
  scan.take(MINUTES, ([, amount]) => void (lasts = Number(amount)));
  scan.take(SINGLE, (match) => {
    const clock = parseClock(match[1]!);
    const starts = clock && settle(clock);
    if (starts === null || starts >= DAY) return refuse(match);
    if (isEarly(starts, match[1]!)) problems.push({ code: 'early_hours', part: scan.partOf(match), value: '' });
    found.push({ starts: toText(starts), ends: null, at: match.index });
    if (lasts === null) problems.push({ code: 'no_end_time', part: scan.partOf(match), value: '' });
  });
  return found
    .sort((a, b) => a.at - b.at)
    .map(({ starts, ends }) => ({ starts, ends: ends ?? (lasts === null ? null : toText(minutesOf(starts) + lasts)) }));
}

const toAmount = (text: string) => (/^\d+\.\d+$/.test(text) ? Number(text) : toNumber(text));
const isEarly = (minutes: number, text: string) => minutes < 300 && !/凌晨|a\.?m|深夜|夜里/.test(text);
const toText = (minutes: number) => {
  const of = ((minutes % DAY) + DAY) % DAY;
  return `${String(Math.floor(of / 60)).padStart(2, '0')}:${String(of % 60).padStart(2, '0')}`;
};
export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** The end of 下午2点到4点 is in the afternoon too, and so is the start of 2-4pm. */
function toRange(from: string, to: string): [number, number] | null {
  const [start, end] = [parseClock(from), parseClock(to)];
  if (!start || !end) return null;
  const endsAt = settle({ ...end, part: end.part ?? start.part });
  if (endsAt === null) return null;
  const borrowed = /^(下午|午后|pm|am)$/.test(end.part ?? '') ? settle({ ...start, part: end.part }) : null;
  const startsAt = start.part === null && borrowed !== null && borrowed < endsAt ? borrowed : settle(start);
  if (startsAt === null || startsAt >= DAY) return null;
  // 上午9点到2点 ends after noon.
  const isAfternoon = end.part === null && start.part !== null && endsAt <= startsAt && endsAt + 720 > startsAt;
  const settled = isAfternoon && /上午|早|am/.test(start.part ?? '') ? endsAt + 720 : endsAt;
  // A session is no longer than a day.
  return end.isNext && settled % DAY > startsAt ? null : [startsAt, settled];
}

function parseClock(text: string): Clock | null {
  const isNext = new RegExp(`${NEXT}|\\+1`, 'i').test(text);
  const plain = text
    .replace(new RegExp(`\\(?(?:${NEXT}|\\+1)\\)?`, 'gi'), '')
    .replace(/的/g, '')
    .trim();
  const part = new RegExp(`^${DAY_PART}`).exec(plain)?.[0] ?? null;
  const rest = plain.slice(part?.length ?? 0).trim();
  if (rest === 'noon') return { minutes: 720, part, isNext };
  if (rest === 'midnight') return { minutes: DAY, part, isNext };
  const mark = /([ap])\.?m\.?$/.exec(rest)?.[1];
  const digits = rest.replace(/\s*[ap]\.?m\.?$/, '');
  const [, hour, sign, minute = ''] = /^([^\s:点时]+)\s*([:点时]?)\s*(.*)$/u.exec(digits) ?? [];
  const minutes = toMinutes(minute, sign === ':');
  const hours = toNumber(hour ?? '');
  if (Number.isNaN(hours) || hours > 24 || minutes === null || (hours === 24 && minutes > 0)) return null;
  if (mark && (hours > 12 || hours === 0)) return null;
  return { minutes: hours * 60 + minutes, part: mark ? `${mark}m` : part, isNext };
}

function toMinutes(text: string, isColon: boolean): number | null {
  if (text === '' || text === '整') return isColon ? null : 0;
  if (text === '半') return 30;
  if (/^.刻$/u.test(text)) return /^[一1]/.test(text) ? 15 : 45;
  const minutes = toNumber(text.replace(/\s*分$/, ''));
  return minutes >= 0 && minutes < 60 ? minutes : null;
}

/** Minutes since the midnight the day begins with. */
function settle({ minutes, part }: Clock): number | null {
  const hours = Math.floor(minutes / 60);
  if (part === null || hours > 12) return minutes;
  if (/下午|午后|傍晚|pm/.test(part)) return hours === 12 ? minutes : minutes + 720;
  if (/晚|夜/.test(part)) return hours === 12 || hours >= 5 ? minutes + 720 : minutes;
  if (part === '中午') return hours < 5 ? minutes + 720 : minutes;
  if (/凌晨|am/.test(part)) return hours === 12 ? minutes - 720 : minutes;
  return minutes;
}
