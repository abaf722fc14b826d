import { WEEKDAY_NAMES } from '../../../demo/calendar.ts';
import type { Dice } from '../../../demo/dice.ts';
import { isOpenOn } from '../../../demo/opening.ts';
import type { Place } from '../../../demo/place.ts';
import { isForPupils } from '../../../demo/school-time.ts';
import type { Facts, Part } from '../../../demo/topics/facts.ts';

export const ONLINE = '线上自主学习，每周一次直播答疑';

interface Option {
  part: Part;
  days: readonly [number, number];
  starts: string;
  ends: string;
}
const WORKDAYS = [[1, 2], [1, 3], [2, 4], [3, 5], [4, 5]] as const; // prettier-ignore
const DAYTIMES = [
  ['09:00', '11:30'],
  ['13:30', '16:00'],
] as const;
const OPTIONS: readonly Option[] = [
  ...WORKDAYS.map((days): Option => ({ part: 'evening', days, starts: '18:30', ends: '20:30' })),
  ...DAYTIMES.flatMap(([starts, ends]) => WORKDAYS.map((days): Option => ({ part: 'day', days, starts, ends }))),
  ...DAYTIMES.map(([starts, ends]): Option => ({ part: 'weekend', days: [6, 7], starts, ends })),
];

/** 周二、周四 18:30-20:30: two sessions a week while the place is open and its pupils are not at school. */
export function rollTimetable(
  dice: Dice,
  { openingHours }: Place,
  { parts }: Facts,
  audiences: readonly string[],
): string {
  const open = OPTIONS.filter(({ days, starts, ends }) =>
    days.every((day) => isOpenOn(openingHours, day, starts, ends)),
  );
  const free = open.filter(({ part }) => !(part === 'day' && isForPupils(audiences)));
  const suited = free.filter(({ part }) => parts.includes(part));
  const options = [suited, free, open].find(({ length }) => length > 0);
  // A house with hours of its own tells them on asking.
  if (!options) return '上课时间以开班通知为准';
  const { days, starts, ends } = dice.pick(options);
  return `${days.map((day) => WEEKDAY_NAMES[day]).join('、')} ${starts}-${ends}`;
}
