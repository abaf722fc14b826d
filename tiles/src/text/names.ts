import type { FieldIndex } from './field-index.ts';
import { HAN, KINDS } from './normalise.ts';

const LONGEST = 20;
/** Last characters of names of institutions: 大学 学院 学校 图书馆 中心 研究所 合作社 文化站 讲堂 学习点 */
export const ENDINGS = new Set([...'学院校馆心所社站堂点'].map((char) => char.charCodeAt(0)));

/** Characters of the name of an institution that the string begins with, 0 when it is none. */
export function nameLength({ units, starts }: FieldIndex, string: number): number {
  const from = starts[string]!;
  let to = from;
  const end = Math.min(starts[string + 1]!, from + LONGEST + 1);
  while (to < end && KINDS[units[to]!] === HAN) to++;
  return to - from <= LONGEST && ENDINGS.has(units[to - 1]!) ? to - from : 0;
}
