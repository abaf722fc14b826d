import { fromDayNumber, toWeekday } from '../../../formats/shanghai-time.ts';
import { daysFilter } from '../../../contract/filter-table.ts';
import type { Entry, Meaning } from './entry.ts';

const WEEK = 7;
const span = (first: number, last: number): Meaning => daysFilter(fromDayNumber(first), fromDayNumber(last));
/** Monday of the week `today` is in. */
const mondayOf = (today: number) => today - toWeekday(today) + 1;
const monthOf = (today: number, later: number): Meaning => {
  const [year, month] = fromDayNumber(today).split('-').map(Number) as [number, number];
  const first = Date.UTC(year, month - 1 + later, 1) / 86_400_000;
  const last = Date.UTC(year, month + later, 0) / 86_400_000;
  return span(Math.max(today, first), last);
};

const PARTS: readonly Entry[] = [
  {
    words: ['上午', '早上', '早晨', '清晨', '白天上午', 'morning', 'mornings', 'in the morning'],
    means: { part: 'morning' },
  },
  { words: ['下午', '午后', 'afternoon', 'afternoons', 'in the afternoon'], means: { part: 'afternoon' } },
  {
    words: [
      '晚上',
      '夜间',
      '夜里',
      '傍晚',
      '晚间',
      '下班后',
      '夜校',
      'evening',
      'evenings',
      'in the evening',
      'at night',
      'after work',
    ],
    means: { part: 'evening' },
  },
  { words: ['白天', 'daytime', 'in the daytime'], means: { part: 'afternoon,morning' } },
];

/** The contract's own words where it has one, else days; a week begins on Monday here. */
const DAYS: readonly Entry[] = [
  { words: ['现在', '马上', '此刻', 'right now', 'now'], means: { when: 'now' }, weak: true },
  { words: ['今天', '今日', '当天', 'today'], means: { when: 'today' } },
  { words: ['今晚', '今天晚上', '今夜', 'tonight', 'this evening'], means: { when: 'tonight' } },
  { words: ['今天上午', '今早', '今天早上', 'this morning'], means: { when: 'today', part: 'morning' } },
  { words: ['今天下午', 'this afternoon'], means: { when: 'today', part: 'afternoon' } },
  { words: ['明天', '明日', 'tomorrow'], means: { when: 'tomorrow' } },
  { words: ['明晚', '明天晚上', 'tomorrow evening', 'tomorrow night'], means: { when: 'tomorrow', part: 'evening' } },
  { words: ['明早', '明天上午', '明天早上', 'tomorrow morning'], means: { when: 'tomorrow', part: 'morning' } },
  { words: ['明天下午', 'tomorrow afternoon'], means: { when: 'tomorrow', part: 'afternoon' } },
  { words: ['后天', 'the day after tomorrow', 'day after tomorrow'], means: (today) => span(today + 2, today + 2) },
  {
    words: [
      '周末',
      '週末',
      '这周末',
      '本周末',
      '双休日',
      '这个周末',
      'weekend',
      'this weekend',
      'at the weekend',
      'on weekends',
      'weekends',
    ],
    means: { when: 'weekend' },
  },
  {
    words: ['下周末', '下个周末', 'next weekend'],
    means: (today) => span(mondayOf(today) + WEEK + 5, mondayOf(today) + WEEK + 6),
  },
  {
    words: ['本周', '这周', '这星期', '这个星期', '这礼拜', 'this week'],
    means: (today) => span(today, mondayOf(today) + 6),
  },
  { words: ['最近', '近期', '七天内', '一周内', 'soon', 'this coming week'], means: { when: 'week' } },
  {
    words: ['下周', '下星期', '下个星期', '下礼拜', '下一周', 'next week'],
    means: (today) => span(mondayOf(today) + WEEK, mondayOf(today) + WEEK + 6),
  },
  { words: ['这个月', '本月', '当月', 'this month'], means: (today) => monthOf(today, 0) },
  { words: ['下个月', '下月', 'next month'], means: (today) => monthOf(today, 1) },
  { words: ['工作日', '平时', 'weekdays', 'on weekdays'], means: { weekday: '1,2,3,4,5' }, weak: true },
];

const CHINESE = ['一', '二', '三', '四', '五', '六'];
const ENGLISH = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** 周三, 每周三, 星期三, Wednesdays; 下周三 is the day of next week. */
function weekdayEntries(day: number): Entry[] {
  const names = day === 7 ? ['日', '天', '末日'].slice(0, 2) : [CHINESE[day - 1]!];
  const chinese = names.flatMap((name) =>
    ['周', '星期', '礼拜', '每周', '每星期', '每个星期', '逢周', '週'].map((week) => `${week}${name}`),
  );
  const english = ENGLISH[day - 1]!;
  const next = names.flatMap((name) => ['下周', '下星期', '下礼拜'].map((week) => `${week}${name}`));
  const own = names.flatMap((name) => ['这周', '本周', '这星期', '这礼拜'].map((week) => `${week}${name}`));
  const dayOf = (today: number, weeks: number) => mondayOf(today) + weeks * WEEK + day - 1;
  return [
    {
      words: [...chinese, english, `${english}s`, `on ${english}`, `on ${english}s`, `every ${english}`],
      means: { weekday: String(day) },
    },
    { words: [...next, `next ${english}`], means: (today) => span(dayOf(today, 1), dayOf(today, 1)) },
    // A day of this week that is over has nothing left to find.
    { words: [...own, `this ${english}`], means: (today) => span(dayOf(today, 0), dayOf(today, 0)) },
  ];
}

export const TIME_WORDS: readonly Entry[] = [...DAYS, ...PARTS, ...[1, 2, 3, 4, 5, 6, 7].flatMap(weekdayEntries)];
