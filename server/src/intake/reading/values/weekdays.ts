import { BadValue } from '../fields.ts';
import { toCell } from './text.ts';

const WEEK = '(?:周|星期|礼拜|週|禮拜)';
const CHINESE = '一二三四五六日天';
const ENGLISH =
  '(?<![a-z])(?:monday|mon|mo|tuesday|tues|tue|tu|wednesday|wed|we|thursday|thurs|thur|thu|th|friday|fri|fr|saturday|sat|sa|sunday|sun|su)s?(?![a-z])';
const NAMED = `(?:${WEEK}\\s?[${CHINESE}1-7](?!\\d)|${ENGLISH}\\.?)`;
// 三 in 周一 三点 is an hour.
const ONE = `(?:${NAMED}|[${CHINESE}](?![${CHINESE}]*\\s*[十点时月节次个]))`;
const AND = '\\s*(?:[,、/&.]|和|及|与|and)?\\s*';
const TO = '\\s*(?:[-~至到]|to|through)\\s*';
/** Sets and lists; each list begins with a name that says that it is of weekdays. */
const SETS: readonly [RegExp, readonly number[]][] = [
  [/(?:每天|每日|天天|全周|整周|daily|every day)/, [1, 2, 3, 4, 5, 6, 7]],
  [/工作日|(?<![a-z])(?:week|working )days?(?![a-z])/, [1, 2, 3, 4, 5]],
  [/周末|双休日?|(?<![a-z])weekends?(?![a-z])/, [6, 7]],
];
const LIST = `${NAMED}(?:(?:${TO}|${AND})${ONE})*`;
export const WEEKDAYS = `(?:(?:每逢|每个?|逢)?(?:${SETS.map(([{ source }]) => source).join('|')}|${LIST}))`;
const [ALL, SPAN, EACH] = [WEEKDAYS, `(${ONE})${TO}(${ONE})`, ONE].map((source) => new RegExp(source, 'g')) as [
  RegExp,
  RegExp,
  RegExp,
];

/** The days of one match of `WEEKDAYS`, in order. */
export function toWeekdays(text: string): number[] {
  const set = SETS.find(([pattern]) => pattern.test(text));
  if (set) return [...set[1]];
  const days = new Set<number>();
  const spans = text.replace(SPAN, (_all, first: string, last: string) => {
    const [from, to] = [toWeekday(first), toWeekday(last)];
    for (let i = 0; i <= (to - from + 7) % 7; i++) days.add(((from - 1 + i) % 7) + 1);
    return ' ';
  });
  for (const [day] of spans.matchAll(EACH)) days.add(toWeekday(day));
  return [...days].sort((a, b) => a - b);
}

function toWeekday(text: string): number {
  const sign = text.replace(/^(?:周|星期|礼拜|週|禮拜)\s?/, '');
  if (/^[1-7]$/.test(sign)) return Number(sign);
  const chinese = CHINESE.replace('天', '').indexOf(sign.replace('天', '日'));
  return chinese >= 0 ? chinese + 1 : ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'].indexOf(sign.slice(0, 2)) + 1;
}

/** Monday = 1 … Sunday = 7: 周三, 每周二、四, 周一至周五, Mon-Fri, 周末, 每天. */
export function parseWeekdays(text: string): number[] {
  const plain = toCell(text).toLowerCase();
  const days = new Set<number>();
  const rest = plain.replace(ALL, (match) => (toWeekdays(match).forEach((day) => days.add(day)), ';'));
  if (days.size === 0 || /[^\s,、;和及与&/.]/.test(rest)) throw new BadValue('bad-weekday');
  return [...days].sort((a, b) => a - b);
}
