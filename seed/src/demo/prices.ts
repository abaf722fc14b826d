import type { Dice } from './dice.ts';

/** Yuan; both 0 when free. */
export interface Price {
  min: number;
  max: number;
}

const FREE: Price = { min: 0, max: 0 };
// Of what costs something: 10-50, 51-200, 201-800, 801-3,000 yuan.
const CLASSES = [10, 12, 6, 2] as const;
const AMOUNTS = [
  [10, 15, 20, 25, 30, 35, 39, 45, 50],
  [60, 80, 88, 99, 120, 150, 160, 180, 200],
  [220, 260, 299, 360, 399, 480, 560, 680, 800],
  [880, 980, 1200, 1280, 1500, 1680, 1980, 2400, 2800, 3000],
] as const;
const RANGE_SHARE = 0.1;

export function rollPrice(dice: Dice, paidShare: number): Price {
  if (!dice.chance(paidShare)) return FREE;
  const amounts = AMOUNTS[dice.weighted(CLASSES)]!;
  const max = dice.pick<number>(amounts);
  return { min: dice.chance(RANGE_SHARE) ? amounts[0] : max, max };
}
