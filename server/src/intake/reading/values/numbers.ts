import { BadValue } from '../fields.ts';
import { toPlain } from './text.ts';

/** A whole number from `min` to `max`; a unit behind it is ignored. */
export const wholeNumber = (min: number, max: number) => (text: string) => {
  const number = Number(/^(\d{1,9})\s*(?:\p{Script=Han}{0,3}|min|h)$/u.exec(toPlain(text))?.[1] ?? Number.NaN);
  if (!(number >= min && number <= max)) throw new BadValue('bad-number', `${min}–${max}`);
  return number;
};

/** A decimal from 0 to `max` with at most `decimals` places, as text for a numeric column. */
export const decimal = (max: number, decimals: number) => (text: string) => {
  const plain = toPlain(text).replace(/(分|学分)$/, '');
  const pattern = new RegExp(`^\\d{1,9}(\\.\\d{1,${decimals}})?$`);
  if (!pattern.test(plain) || Number(plain) > max) throw new BadValue('bad-number', `0–${max}`);
  return plain;
};

export interface PriceRange {
  min: string;
  max: string;
}
const MAX_YUAN = 1_000_000;

/** Yuan: 免费, 30, ¥30, 30-50元. */
export function parsePrice(text: string): PriceRange {
  const plain = toPlain(text).toLowerCase();
  if (/^(免费|公益|公益免费|free|无)$/.test(plain)) return { min: '0', max: '0' };
  const amount = '[¥￥]?(\\d{1,7}(?:\\.\\d{1,2})?)\\s*(?:元|yuan|rmb)?';
  const found = new RegExp(`^${amount}(?:\\s*[-~–—至到]\\s*${amount})?(?:/(?:人|期|次|学期)|每人)?$`).exec(plain);
  if (!found) throw new BadValue('bad-price');
  const [min = '', max = min] = [found[1], found[2]];
  if (Number(max) < Number(min)) throw new BadValue('bad-price');
  if (Number(max) > MAX_YUAN) throw new BadValue('bad-number', `0–${MAX_YUAN}`);
  return { min, max };
}
