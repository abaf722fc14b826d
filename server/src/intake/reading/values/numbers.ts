import { BadValue } from '../fields.ts';
import { toCell } from './text.ts';

/** A decimal from 0 to `max` with at most `decimals` places, as text for a numeric column. */
export const decimal = (max: number, decimals: number) => (text: string) => {
  const plain = toCell(text).replace(/\s*个?(?:学分|分)$/, '');
  const pattern = new RegExp(`^\\d{1,9}(\\.\\d{1,${decimals}})?$`);
  if (!pattern.test(plain) || Number(plain) > max) throw new BadValue('bad-number', `0–${max}`);
  return plain;
};
