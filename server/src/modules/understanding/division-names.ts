import { fold } from './tokens.ts';

/** A division as the catalogue's reference has it. */
export interface DivisionRow {
  code: string;
  parent: string | null;
  level: string;
  name: string;
  nameEn: string;
}
/** Ways to say a division; a short one, without its suffix, may be an ordinary word too. */
interface DivisionNames {
  full: string[];
  short: string[];
}

const ENDS = /(?:[\u4e00-\u9fff]{1,2}族)?(?:自治县|街道|省|市|区|县|镇|乡)$/u;
const ENGLISH_ENDS = /( she ethnic| she autonomous)? (province|city|district|county|town|township|subdistrict)$/;
/** 西湖区 is also typed xihu qu. */
const PINYIN_ENDS: Record<string, string> = { 街道: 'jiedao', 市: 'shi', 区: 'qu', 县: 'xian', 镇: 'zhen', 乡: 'xiang' };
/** Shorter pinyin of a township is more often a word of another language. */
const SHORTEST_TOWNSHIP = 6;

export function namesOf({ name, nameEn, level }: DivisionRow): DivisionNames {
  const english = fold(nameEn).replaceAll(/[^a-z0-9]+/g, ' ').trim();
  const base = english.replace(ENGLISH_ENDS, '');
  const chinese = name.replace(ENDS, '');
  const end = Object.entries(PINYIN_ENDS).find(([suffix]) => name.endsWith(suffix))?.[1];
  const pinyin = base.replaceAll(' ', '');
  const typed = end === undefined ? [] : [`${pinyin}${end}`, `${pinyin} ${end}`];
  const isPlain = level !== 'township' || pinyin.length >= SHORTEST_TOWNSHIP;
  return {
    full: [name, english, ...typed].filter((text) => text !== base),
    short: [...([...chinese].length >= 2 ? [chinese] : []), ...(isPlain ? [base] : [])],
  };
}
