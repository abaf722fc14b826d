import { Dice } from './dice.ts';
import type { Town } from './geography/towns.ts';

// Made up from common syllables: no list of real villages is shipped.
const FIRST = [...'前后上下东西南北中大小新古石金青白云龙凤梅松竹桃杨柳莲荷兰桂枫樟双'];
const LAST = [...'溪桥塘湾岭坑埠浦港渡墩桑园湖泉山岙坞田林浜漾堰'];

/** The name of the `village`th village of a town, without 村 or 社区. */
export function villageName(seed: string, town: Town, village: number): string {
  // A step prime to both lengths, so that the names of one town differ.
  const start = new Dice(seed, 'village-names', town.code).below(FIRST.length * LAST.length);
  const at = (start + village * 37) % (FIRST.length * LAST.length);
  return FIRST[at % FIRST.length]! + LAST[Math.floor(at / FIRST.length)]!;
}

export function villageTitle(seed: string, town: Town, village: number): string {
  return `${villageName(seed, town, village)}${town.urban ? '社区' : '村'}`;
}
