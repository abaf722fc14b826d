import type { Dice } from './dice.ts';
import type { Town } from './geography/towns.ts';
import { topicsOf, type Teaching } from './institution-types.ts';
import type { Topic } from './topics/index.ts';

// [division code or its beginning, factor]: what a region is known for.
const REGIONS: Record<string, readonly (readonly [string, number])[]> = {
  celadon: [['331181', 12], ['3311', 3], ['330281', 3]],
  'wood-stone-carving': [['330783', 10], ['331121', 10], ['330382', 3]],
  'bamboo-weaving': [['330523', 8], ['330683', 5], ['330783', 3]],
  'silk-sericulture': [['3305', 5], ['3304', 5], ['3301', 2]],
  'paper-cutting': [['330726', 6], ['330382', 5], ['330402', 3]],
  'local-opera': [['330683', 5], ['3306', 2.5], ['3307', 2.5]],
  'tea-growing': [['330523', 4], ['330106', 2], ['330624', 3], ['331123', 3], ['331124', 4], ['330727', 3]],
  aquaculture: [['3309', 5], ['3310', 2.5], ['330225', 4], ['3305', 2], ['3303', 1.5]],
  'homestay-business': [['330521', 4], ['330523', 3], ['3309', 2.5], ['3311', 2]],
  'fruit-vegetable-growing': [['331003', 3], ['331024', 3], ['330281', 2], ['3308', 2]],
  'livestream-selling': [['330782', 4], ['3301', 1.5]],
  'cnc-machining': [['330784', 3], ['3302', 2], ['3310', 2]],
  'museum-talks': [['330110', 3], ['330602', 2], ['330106', 2]],
}; // prettier-ignore
const RURAL_TOPIC = 'rural-farming';

// Leaves that more people ask for than for the others of their topic.
const DEMAND: Record<string, number> = {
  'sports-games': 3,
  instruments: 1.5,
  'spoken-english': 2,
  'hair-beauty': 2,
};

/** Picks a leaf topic by what an institution teaches and by region. */
export type ChooseTopic = (dice: Dice, teaches: Teaching, town: Town) => Topic;

export function createTopicChoice(topics: readonly Topic[]): ChooseTopic {
  const parents = [...new Set(topics.map(({ parent }) => parent))];
  const sizes = parents.map((parent) => topics.filter((topic) => topic.parent === parent).length);
  const tables = new Map<string, number[]>();

  const weigh = (teaches: Teaching, town: Town) =>
    topics.map(({ code, parent }) => {
      const at = parents.indexOf(parent);
      const region = REGIONS[code]?.find(([prefix]) => town.code.startsWith(prefix))?.[1] ?? 1;
      const place = parent === RURAL_TOPIC && town.urban ? 0.2 : 1;
      return (topicsOf(teaches)[at]! / sizes[at]!) * (DEMAND[code] ?? 1) * region * place;
    });

  return (dice, teaches, town) => {
    const key = `${teaches} ${town.county.code} ${town.urban}`;
    let table = tables.get(key);
    if (!table) tables.set(key, (table = weigh(teaches, town)));
    return topics[dice.weighted(table)]!;
  };
}
