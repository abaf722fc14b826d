import { Dice } from './dice.ts';
import type { Town } from './geography/towns.ts';
import { isVenueLot } from './lots.ts';

// Names that towns all over the province have.
const ROADS = [
  '文化路', '学院路', '人民路', '建设路', '新华路', '解放街', '府前街', '环城北路', '滨江路', '育才路', '和平路', '兴业路', '振兴街', '书院巷', '东街', '西街', '广场路', '体育场路', '溪滨路', '迎春路',
  '中山路', '健康路', '青年路', '朝阳路', '民生路', '幸福路', '团结路', '光明路', '前进路', '胜利路', '迎宾路', '桥头街', '老街', '新街', '文明路', '府后街', '站前路', '学前路',
] as const; // prettier-ignore
const ROADS_A_TOWN = 6;
// Numbers of one road between two houses of the demo.
const GAP = 5;

/** The roads of a township, each once: two towns share some names and no street. */
export function roadsOf(seed: string, { code, name }: Town): string[] {
  const dice = new Dice(seed, 'roads', code);
  const short = name.replace(/(街道|镇|乡|区|县|市)$/, '');
  const roads = short.length === 2 ? [`${short}路`] : [];
  while (roads.length < ROADS_A_TOWN) {
    const road = dice.pick(ROADS);
    if (!roads.includes(road)) roads.push(road);
  }
  // Not every house of culture stands in the road named after its town.
  const first = dice.below(roads.length);
  return [...roads.slice(first), ...roads.slice(0, first)];
}

export function addressOf({ name, county }: Town, street: string): string {
  return `${county.city.name}${county.name}${name === county.name ? '' : name}${street}`;
}

/** Street and number of a building; another `lot` of the town has another. */
export function streetOf(seed: string, town: Town, lot: number): string {
  const roads = roadsOf(seed, town);
  const step = Math.floor(lot / roads.length);
  return `${roads[lot % roads.length]!}${1 + step * GAP + rollOf(seed, town, lot, GAP)}号`;
}

/** A number in a village, which has no streets: venues on the even side, offices, one a village, on the odd. */
export function villageHouseOf(seed: string, town: Town, village: string, lot: number): string {
  const number = isVenueLot(lot)
    ? 2 + 2 * (GAP * (lot / 3) + rollOf(seed, town, lot, GAP))
    : 1 + 2 * rollOf(seed, town, lot, 60);
  return `${village}${number}号`;
}

const rollOf = (seed: string, { code }: Town, lot: number, below: number) =>
  new Dice(seed, 'house', `${code}-${lot}`).below(below);
