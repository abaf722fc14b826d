import { BadValue } from '../fields.ts';
import { toCell } from './text.ts';

const EXTENSION = String.raw`(?:\s*(?:转|分机号?|ext\.?|#|\*|-)\s*:?\s*\d{1,6}(?!\d))?`;
const KINDS = [
  // A mobile, a city's number, a service number, one without its city, a hotline.
  String.raw`1[3-9]\d[-\s]?\d{4}[-\s]?\d{4}`,
  String.raw`\(?0\d{2,3}\)?[-\s]*\d{3,4}[-\s]?\d{4}`,
  String.raw`[48]00[-\s]?\d{3,4}[-\s]?\d{3,4}`,
  String.raw`\d{4}[-\s]\d{4}|\d{7,8}`,
  String.raw`1\d{2,4}|9\d{4,5}`,
];
const ABROAD = String.raw`\+(?!86)\d{1,3}[-\s]?\d{4,12}`;
const CHINA = String.raw`\(?(?:\+|00)?86\)?[-\s]*`;
const PHONE = new RegExp(
  `(?<![\\d+-])(?:${ABROAD}|${CHINA}(?:${KINDS[0]}|\\(?0?\\d{2,3}\\)?[-\\s]*\\d{7,8})|${KINDS.join('|')})(?!\\d)${EXTENSION}`,
  'giu',
);
/** Names and words beside numbers; no more than these, for what else there is is not understood. */
const BESIDE = /^(?:[\p{Script=Han}a-z·•.\s]{0,30}|[\s/;,、:()|+&-])*$/iu;
const LONGEST = 60;

/** The numbers of a cell, without whose they are: 王老师 0571—88889999 → 0571-88889999. */
export function parsePhone(text: string): string {
  const plain = toCell(text);
  if (plain.length > LONGEST) throw new BadValue('bad-phone');
  const found: string[] = [];
  const rest = plain.replace(PHONE, (number) => {
    found.push(toWritten(number));
    return ';';
  });
  if (found.length === 0 || /\d/.test(rest) || !BESIDE.test(rest)) throw new BadValue('bad-phone');
  return [...new Set(found)].join('、');
}

/** 0571-88889999, 13800000000, 400-800-1234, 转801. */
function toWritten(number: string): string {
  return number
    .replace(/[()]/g, ' ')
    .trim()
    .replace(/\s*(?:转|分机号?|ext\.?|#|\*)\s*:?\s*/iu, '转')
    .replace(/\s*-\s*|\s+/g, '-')
    .replace(/(?<!\d)(1[3-9]\d)-?(\d{4})-?(\d{4})(?!\d)/, '$1$2$3')
    .replace(/(?<!\d)(0\d{2,3})-(\d{3,4})-(\d{4})(?!\d)/, '$1-$2$3');
}
