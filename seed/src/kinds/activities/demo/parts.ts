import type { Dice } from '../../../demo/dice.ts';
import { isForPupils } from '../../../demo/school-time.ts';
import type { Part } from '../../../demo/topics/facts.ts';

// When people of an audience come: by day, after school, in the evening, at the weekend.
const PARTS = ['day', 'after-school', 'evening', 'weekend'] as const;
const WEIGHTS: Record<string, readonly number[]> = {
  seniors: [88, 0, 4, 8],
  'new-farmers': [70, 0, 20, 10],
  disabled: [80, 0, 5, 15],
  preschool: [0, 15, 5, 80],
  teenagers: [0, 18, 10, 72],
  parents: [8, 0, 32, 60],
  residents: [45, 0, 25, 30],
  women: [40, 0, 32, 28],
  'college-students': [10, 0, 45, 45],
  workers: [6, 0, 69, 25],
  'migrant-workers': [5, 0, 65, 30],
  'job-seekers': [65, 0, 20, 15],
  veterans: [35, 0, 40, 25],
};

/** Two parts of the week at which both topic and audience are out, in the order in which they are tried. */
export function rollParts(dice: Dice, parts: readonly Part[], audiences: readonly string[]): Part[] {
  const isPupils = isForPupils(audiences);
  const weights = WEIGHTS[audiences[0]!] ?? [1, 0, 1, 1];
  const open = PARTS.map((part, at) => (parts.includes(part) && !(isPupils && part === 'day') ? weights[at]! : 0));
  const rolled = [open, open].map((list) => {
    const at = dice.weighted(list.some((weight) => weight > 0) ? list : [0, 0, 0, 1]);
    return PARTS[at]!;
  });
  return rolled;
}
