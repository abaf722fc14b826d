import { NUMBER, toNumber } from '../../../formats/series/numbers.ts';
import { BadValue } from '../fields.ts';
import type { CountedIn } from '../issues.ts';
import { toCell } from './text.ts';

/** How the whole numbers of a column are counted. */
export interface Counting {
  /** As a refusal names it. */
  unit: CountedIn;
  /** What may stand behind a number, as how many of the column's own. */
  units: Readonly<Record<string, number>>;
  /** Of a span the larger end counts; words for no limit leave the cell empty. */
  isLimit?: true;
}

export const MINUTES: Counting = {
  unit: 'minutes',
  units: {
    ...{ 分钟: 1, 分: 1, min: 1, mins: 1, minute: 1, minutes: 1, m: 1, "'": 1 },
    ...{ 小时: 60, 钟头: 60, 时: 60, h: 60, hr: 60, hrs: 60, hour: 60, hours: 60 },
    ...{ 秒: 1 / 60, 秒钟: 1 / 60, s: 1 / 60, sec: 1 / 60, '"': 1 / 60 },
  },
};
export const PEOPLE: Counting = {
  unit: 'people',
  units: { 人: 1, 名: 1, 位: 1, 个: 1, 人次: 1, 名额: 1, 席: 1, people: 1, persons: 1, seats: 1 },
  isLimit: true,
};
export const LESSON_HOURS: Counting = {
  unit: 'lessonHours',
  units: { 学时: 1, 课时: 1, 节: 1, 节课: 1, 标准课时: 1 },
};
export const TIMES: Counting = {
  unit: 'times',
  units: { 次: 1, 节: 1, 讲: 1, 期: 1, 场: 1, 堂: 1, 回: 1, 次课: 1, 节课: 1, 堂课: 1, times: 1, sessions: 1 },
};

const TENS: Readonly<Record<string, number>> = { '': 1, 千: 1_000, k: 1_000, 万: 10_000, w: 10_000 };
const DIGITS = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,9}(?:\.\d+)?`;
const PART = new RegExp(
  `(${DIGITS}|${NUMBER}|半)([千万kw]?)(?![\\d,.]) ?([^\\d零一二两三四五六七八九十百千万半,.]*)`,
  'gy',
);
const ABOUT =
  /^(?:大?约|限额?|不超过|不多于|最多|至多|上限|共计?|总共|总计|合计|计划|招收?|可?容纳|每[班期场])+:?\s*|\s*(?:左右|上下|以内|以下|内|整|封顶|\/[班期场])$/g;
const NO_LIMIT = /^(?:(?:人数|名额)?(?:不限|无限制|不作限制|没有限制)(?:人数|名额)?|不限制|若干|unlimited|no limit)$/;

/** A whole number from `min` to `max`; null where its cell says that there is no limit. */
export const amount = (min: number, max: number, counting: Counting) => (text: string) => {
  const plain = toCell(text).toLowerCase();
  if (counting.isLimit && NO_LIMIT.test(plain.replace(/\s/g, ''))) return null;
  const bare = plain.replace(/\s+/g, counting.unit === 'minutes' ? '' : ' ').replace(ABOUT, '');
  const number = counting.isLimit ? larger(bare, counting) : measure(bare.trim(), counting);
  if (!(Number.isInteger(number) && number >= min && number <= max)) throw new BadValue('bad-number', `${min}–${max}`);
  return number;
};

/** 30-50人: as many as there may be. */
function larger(text: string, counting: Counting): number {
  const ends = text.split(/\s*[-~至到]\s*/).map((end) => measure(end.trim(), counting));
  const [first, last = first] = ends;
  return ends.length > 2 || last! < first! ? Number.NaN : last!;
}

/** NaN for what is no number. Throws `BadValue` for a unit of something else. */
function measure(text: string, { unit, units }: Counting): number {
  const whole = text.replace(new RegExp(`^(${NUMBER})个?半(?=小时|钟头)(?:小时|钟头)$`), '$1小时30分');
  const parts = [...whole.matchAll(PART)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== whole) return Number.NaN;
  const sizes = parts.map(([, , , written = '']) => toSize(written.trim(), units));
  if (sizes.includes(null)) throw new BadValue('other-unit', unit);
  // 1h30: what follows hours are minutes.
  const isFalling = sizes.every((size, at) => at === 0 || size! < sizes[at - 1]!);
  if (parts.length > 1 && !(unit === 'minutes' && isFalling)) return Number.NaN;
  const sum = parts.reduce(
    (total, [, number = '', tens = ''], at) => total + toValue(number) * TENS[tens]! * sizes[at]!,
    0,
  );
  return unit === 'minutes' ? Math.round(sum) : Number(sum.toFixed(6));
}

/** Null for a unit of something else, NaN where more is said than a unit. */
function toSize(written: string, units: Counting['units']): number | null {
  const name = written.replace(/^个(?=小时|钟头|学时|课时|名额)/, '');
  if (name === '') return 1;
  if (Object.hasOwn(units, name)) return units[name]!;
  return !/^\p{L}/u.test(name) || Object.keys(units).some((unit) => name.startsWith(unit)) ? Number.NaN : null;
}

const toValue = (text: string) =>
  text === '半' ? 0.5 : /^[\d,.]+$/.test(text) ? Number(text.replaceAll(',', '')) : toNumber(text);
