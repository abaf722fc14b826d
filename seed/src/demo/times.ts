import type { Dice } from './dice.ts';
import type { Part } from './topics/facts.ts';

interface Window {
  starts: readonly string[];
  /** Everybody is home, or out for lunch, by then. */
  latest: string;
}
// The likelier ones stand twice.
const DAYTIME: readonly Window[] = [
  { starts: ['09:00', '09:00', '08:30', '09:30', '10:00'], latest: '11:30' },
  { starts: ['14:00', '14:00', '13:30', '14:30'], latest: '16:30' },
];
const WINDOWS: Readonly<Record<Part, readonly Window[]>> = {
  dawn: [{ starts: ['06:30', '07:00'], latest: '08:00' }],
  day: DAYTIME,
  'after-school': [{ starts: ['16:15', '16:30', '16:30'], latest: '18:30' }],
  evening: [{ starts: ['18:30', '18:30', '19:00'], latest: '20:30' }],
  weekend: DAYTIME,
};

const minutesOf = (time: string) => 60 * Number(time.slice(0, 2)) + Number(time.slice(3));
const textOf = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

export interface Times {
  starts: string;
  ends: string;
}

/** Wall times within a part of the week, as long as one of `lengths` (minutes), else as long as the part is. */
export function rollTimes(dice: Dice, part: Part, lengths: readonly number[]): Times {
  const { starts, latest } = dice.pick(WINDOWS[part]);
  const spare = (start: string) => minutesOf(latest) - minutesOf(start);
  const longest = Math.max(...starts.map(spare));
  const fitting = lengths.filter((length) => length <= longest);
  const length = fitting.length > 0 ? dice.pick(fitting) : longest;
  const start = dice.pick(starts.filter((one) => spare(one) >= length));
  return { starts: start, ends: textOf(minutesOf(start) + length) };
}
