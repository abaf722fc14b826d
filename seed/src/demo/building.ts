import type { Day } from './calendar.ts';
import type { Dice } from './dice.ts';
import type { OpeningException, OpeningTimes } from './place.ts';

/** What a visitor meets: opening hours, accessibility facts, room sizes. */
export interface Building {
  hours: readonly (readonly OpeningTimes[] | null)[];
  /** How well it is equipped, 0 to 1. */
  equipment: number;
  rooms: readonly number[];
}

const open = (days: string, opens: string, closes: string): OpeningTimes => ({
  days: [...days].map(Number),
  opens,
  closes,
});

export const BUILDINGS = {
  school: {
    hours: [
      [open('12345', '08:30', '20:30'), open('67', '09:00', '16:30')],
      [open('12345', '08:00', '21:00'), open('67', '08:30', '17:00')],
      [open('12345', '08:30', '11:30'), open('12345', '13:30', '20:30'), open('67', '08:30', '16:30')],
    ],
    equipment: 0.6,
    rooms: [30, 40, 50, 60, 120],
  },
  hall: {
    hours: [
      [open('234567', '09:00', '17:00')],
      [open('12367', '09:00', '20:30'), open('5', '13:00', '20:30')],
      [open('1234567', '09:00', '20:30')],
    ],
    equipment: 0.85,
    rooms: [40, 60, 100, 200],
  },
  // The one house of a town that is never closed when people are free.
  centre: {
    hours: [[open('1234567', '08:30', '20:30')], [open('1234567', '08:30', '21:00')]],
    equipment: 0.85,
    rooms: [60, 100, 200],
  },
  village: {
    hours: [
      [open('1234567', '08:00', '17:00')],
      [open('1234567', '08:00', '20:30')],
      [open('12345', '08:00', '11:30'), open('12345', '13:30', '17:00')],
      null,
    ],
    equipment: 0.35,
    rooms: [20, 25, 30, 40, 80],
  },
  shop: {
    hours: [
      [open('1234567', '08:30', '21:00')],
      [open('34567', '09:00', '20:30')],
      [open('12345', '17:30', '21:00'), open('67', '08:30', '18:00')],
    ],
    equipment: 0.4,
    rooms: [12, 16, 20, 24, 30],
  },
  gym: {
    hours: [[open('1234567', '08:30', '21:30')], [open('1234567', '06:30', '21:30')]],
    equipment: 0.7,
    rooms: [24, 30, 40],
  },
  outdoors: {
    hours: [[open('1234567', '05:00', '22:00')], [open('1234567', '05:30', '21:30')]],
    equipment: 0.5,
    rooms: [80, 100, 200],
  },
} as const satisfies Record<string, Building>;

// Likelihood in a perfectly equipped building.
const FACTS: readonly (readonly [code: string, share: number])[] = [
  ['step_free', 0.95],
  ['elevator', 0.6],
  ['accessible_toilet', 0.75],
  ['accessible_parking', 0.4],
  ['parking', 0.8],
  ['seating', 0.9],
  ['hearing_loop', 0.1],
  ['sign_language', 0.06],
  ['large_print', 0.25],
  ['tactile_paving', 0.5],
  ['wheelchair_loan', 0.3],
  ['nursing_room', 0.35],
];
// What only a house has.
const INDOORS: ReadonlySet<string> = new Set(['elevator', 'hearing_loop', 'large_print', 'nursing_room']);

export function rollAccessibility(dice: Dice, kind: keyof typeof BUILDINGS): string[] {
  const { equipment } = BUILDINGS[kind];
  const rolled = FACTS.filter(([, share]) => dice.chance(share * equipment)).map(([code]) => code);
  return kind === 'outdoors' ? rolled.filter((code) => !INDOORS.has(code)) : rolled;
}

export function rollHours(dice: Dice, building: Building): OpeningTimes[] | null {
  const hours = dice.pick(building.hours);
  return hours && [...hours];
}

const CLOSED_NOTES = ['设备检修，当日闭馆', '场地布置，当日不对外开放', '集中消毒，暂停开放一天'] as const;

/** Days of the next weeks on which other hours hold; most places have none. */
export function rollExceptions(dice: Dice, asOf: Day): OpeningException[] {
  if (!dice.chance(0.06)) return [];
  const day = asOf + dice.between(1, 50);
  if (dice.chance(0.6)) return [{ day, opens: null, closes: null, note: dice.pick(CLOSED_NOTES) }];
  return [{ day, opens: '13:00', closes: '17:00', note: '上午内部培训，下午照常开放' }];
}

/** A number nobody has: no area code begins with 000. */
export function rollPhone(dice: Dice): string {
  return `000-${dice.between(10_000_000, 99_999_999)}`;
}
