import { splitList } from './split-list.ts';
import { BadValue } from '../fields.ts';

/** Full-width digits, letters and punctuation become plain ones. */
export const toPlain = (text: string) => text.normalize('NFKC').trim();

/** Marks nobody sees; a dash, a wave and a colon have one sign each. */
export const toCell = (text: string) =>
  toPlain(text.replace(/\p{Cf}/gu, ''))
    .replace(/[‐‑‒–—―−─﹣]+|--+/gu, '-')
    .replace(/[〜∼～˜]/gu, '~')
    .replace(/[∶︰]/gu, ':');

/** Text of at most `limit` characters. */
export const upTo = (limit: number) => (text: string) => {
  if ([...text].length > limit) throw new BadValue('too-long', String(limit));
  return text;
};

/** The list parsed entry by entry, each result once. */
export const listOf =
  <T>(parse: (text: string) => T, limit: number) =>
  (text: string): T[] => {
    const entries = [...new Set(splitList(text).map(parse))];
    if (entries.length > limit) throw new BadValue('too-many', String(limit));
    return entries;
  };

const MAX_LINK = 2000;

/** A web address as people may be sent to: no login in it, which leaks and misleads, and nothing unseen. */
export function parseLink(text: string): string {
  upTo(MAX_LINK)(text);
  if (!/^https?:\/\/[^\s\\\p{Cc}\p{Cf}]+$/iu.test(text) || !URL.canParse(text)) throw new BadValue('bad-link');
  const { username, password } = new URL(text);
  if (username || password || /^https?:\/*[^/?#]*@/i.test(text)) throw new BadValue('link-login');
  return text.replace(/^https?/i, (scheme) => scheme.toLowerCase());
}

const YES = new Set([
  '是',
  '是的',
  '有',
  '有的',
  '对',
  '具备',
  '配备',
  '已配备',
  'yes',
  'y',
  'true',
  '1',
  '√',
  '✓',
  '✔',
]);
const NO = new Set([
  ...['否', '不是', '无', '暂无', '没有', '不具备', '未配备', 'no', 'n', 'false', '0', '×', '✗', '✘', 'x', '-', '/'],
]);

export function parseYesNo(text: string): boolean {
  const plain = toPlain(text).toLowerCase();
  if (YES.has(plain)) return true;
  if (NO.has(plain)) return false;
  throw new BadValue('bad-yes-no');
}

/** A compact form for comparing names: width, case, spaces and brackets do not matter. */
export function toNameKey(name: string): string {
  return toPlain(name)
    .toLowerCase()
    .replace(/[\s()[\]【】「」《》"'“”‘’·•・]/g, '');
}
