import type { Dice } from './dice.ts';
import type { InstitutionType } from './institution-types.ts';
import { BANDS, type Band, type BandName } from './price-bands.ts';

/** Yuan; both 0 when free. */
export interface Price {
  min: number;
  max: number;
}

const AMOUNTS = [
  [10, 15, 20, 25, 30, 35, 39, 45, 50],
  [60, 80, 88, 99, 120, 150, 160, 180, 200],
  [220, 260, 299, 360, 399, 480, 560, 680, 800],
  [880, 980, 1200, 1280, 1500, 1680, 1980, 2400, 2800, 3000],
] as const;
const RANGE_SHARE = 0.1;

// Yuan: what public schools ask for at most; dearer things are paid for by somebody else there.
const CEILINGS: Partial<Record<InstitutionType, number>> = {
  'township-school': 200,
  'village-point': 50,
  'senior-university': 200,
  'culture-hall': 50,
  library: 50,
  'cultural-centre': 480,
  museum: 200,
  'youth-women-centre': 800,
  'county-open-university': 1500,
};

/** The amounts a provider may ask for, by class. */
function amountsOf({ low, high }: Band, provider: InstitutionType): number[][] {
  const most = Math.min(high, CEILINGS[provider] ?? Infinity);
  return AMOUNTS.map((amounts) => amounts.filter((amount) => low <= amount && amount <= most));
}

const FREE: Price = { min: 0, max: 0 };

/** `share`: of what the provider offers costs something. */
export function rollPrice(dice: Dice, name: BandName, provider: InstitutionType, share: number): Price {
  const band: Band = BANDS[name];
  const amounts = amountsOf(band, provider);
  const weights = amounts.map((list, at) => (list.length > 0 ? band.classes[at]! : 0));
  const [isPaid, isRange] = [dice.chance(share * band.paid), dice.chance(RANGE_SHARE)];
  if (!isPaid || weights.every((weight) => weight === 0)) return FREE;
  const list = amounts[dice.weighted(weights)]!;
  const max = dice.pick(list);
  return { min: isRange ? list[0]! : max, max };
}
