import { BadValue } from '../fields.ts';
import { takeRemarks } from './remarks.ts';
import { toCell } from './text.ts';

export interface PriceRange {
  min: string;
  max: string;
}
export interface PriceCell {
  price: PriceRange;
  /** What a price has no column for. */
  left: string[];
}
const MAX_YUAN = 1_000_000;

const FREE =
  /^(?:(?:公益|全程|全部|完全)?免费(?:参加|开放|培训|课程|活动)?|公益(?:性|免费|活动|课程)?|free|无|不收费|零元|免)$/;
const NUMBER = String.raw`(\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,7}(?:\.\d{1,2})?)`;
const AMOUNT = `(?:¥|￥|rmb|cny)?${NUMBER}(?:元|块钱?|圆|yuan|rmb|cny)?(?:人民币|整)?`;
const EACH =
  '(?:每?(?:人|位|名|次|场|期|学期|课时|学时|节|节课|课|堂|班|小时|天|月|个月|年|学年|季|季度|科|门|person|term))';
const BEFORE = `(?:(?:收费|学费|费用|培训费|报名费|票价|价格|每${EACH}|人均|均价|仅需?|只需)[:为]?)*`;
const BEHIND = `(?:(?:\\/|每)${EACH})*`;
const PRICE = new RegExp(`^${BEFORE}${AMOUNT}${BEHIND}(?:[-~至到]${AMOUNT})?(${BEHIND})(起)?$`);
/** These are what a price is for anyway. */
const PLAIN_EACH = /^(?:\/|每)?(?:人|位|名|次|场|期|学期)?$/;
/** Paid beside what is free. */
const MATERIALS = new RegExp(`(?:材料|教材|耗材|工本|书本?|资料|餐|保险)费?[^\\d]{0,6}${NUMBER}元?`);

/** Yuan: 免费, 30, ¥30, 30-50元, 50元/课时, 免费（材料费50元）. */
export function readPriceCell(text: string): PriceCell {
  const { rest, remarks } = takeRemarks(toCell(text).toLowerCase());
  const plain = rest.replace(/[\s。.,;]+$/g, '').replace(/\s+/g, '');
  if (FREE.test(plain)) return readFree(remarks);
  const found = PRICE.exec(plain);
  if (!found || remarks.some((remark) => /\d/.test(remark) && !/含/.test(remark))) throw new BadValue('bad-price');
  const [min, max = min] = [toAmount(found[1]), toAmount(found[2])];
  if (min === undefined || max === undefined || Number(max) < Number(min)) throw new BadValue('bad-price');
  if (Number(max) > MAX_YUAN) throw new BadValue('bad-number', `0–${MAX_YUAN}`);
  const each = [...plain.matchAll(new RegExp(`(?:\\/|每)${EACH}`, 'g'))].map(([one]) => one);
  return {
    price: { min, max },
    left: [...each.filter((one) => !PLAIN_EACH.test(one)), ...(found[4] ? ['起'] : []), ...remarks],
  };
}

export const parsePrice = (text: string): PriceRange => readPriceCell(text).price;

function readFree(remarks: readonly string[]): PriceCell {
  const paid = remarks.filter((remark) => /\d/.test(remark));
  if (paid.length === 0) return { price: { min: '0', max: '0' }, left: [...remarks] };
  const max = toAmount(MATERIALS.exec(paid[0]!)?.[1]);
  if (paid.length > 1 || max === undefined) throw new BadValue('bad-price');
  return { price: { min: '0', max }, left: [...remarks] };
}

const toAmount = (text: string | undefined) => text?.replaceAll(',', '').replace(/\.0+$/, '');
