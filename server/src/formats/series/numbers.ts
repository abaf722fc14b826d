const DIGITS = '零一二三四五六七八九';
const ENGLISH = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** As patterns take them: 12, 十二, 两. */
export const NUMBER = String.raw`(?:\d{1,4}|[零〇一二两三四五六七八九十]{1,3})`;
export const ENGLISH_NUMBER = String.raw`(?:\d{1,4}|${ENGLISH.join('|')})`;

/** NaN for what is none. */
export function toNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const english = ENGLISH.indexOf(text);
  if (english >= 0) return english + 1;
  const plain = text.replaceAll('两', '二').replaceAll('〇', '零');
  const [, tens, ones] = /^([一二三四五六七八九]?)十([一二三四五六七八九]?)$/u.exec(plain) ?? [];
  if (tens !== undefined && ones !== undefined)
    return (tens === '' ? 1 : DIGITS.indexOf(tens)) * 10 + (ones === '' ? 0 : DIGITS.indexOf(ones));
  return plain.length === 1 && DIGITS.includes(plain) ? DIGITS.indexOf(plain) : Number.NaN;
}

export const WEEKDAY = '(?:周|星期|礼拜)[一二三四五六日天]';
export const ENGLISH_WEEKDAY =
  '(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)s?';
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** Monday = 1; of 周六, 六, Saturdays. */
export function toWeekdayNumber(text: string): number {
  const chinese = '一二三四五六日'.indexOf(text.at(-1)!.replace('天', '日'));
  return chinese >= 0 ? chinese + 1 : WEEKDAYS.indexOf(text.slice(0, 3)) + 1;
}
