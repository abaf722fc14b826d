/** What was typed as yuan with two decimals; what is none stays as it was typed, for the server to say so. */
export function toMoney(typed: string): string {
  const text = typed
    .normalize('NFKC')
    .trim()
    .replace(/^[¥￥]\s*|\s*元$/gu, '');
  return /^\d{1,9}(\.\d{1,2})?$/.test(text) ? Number(text).toFixed(2) : typed;
}

/** Nothing where nothing was typed, and what is no number as it was typed. */
export function toNumber(typed: string): number | string | undefined {
  const text = typed.normalize('NFKC').trim();
  if (text === '') return undefined;
  return /^-?\d{1,12}(\.\d{1,6})?$/.test(text) ? Number(text) : typed;
}

const ZONE = '+08:00';
/** Of a moment the wall time in Shanghai, as a field of the device takes it. */
export function toWallTime(moment: unknown): string {
  if (typeof moment !== 'string' || Number.isNaN(Date.parse(moment))) return '';
  return new Date(Date.parse(moment) + 8 * 3_600_000).toISOString().slice(0, 16);
}
export const toMoment = (wallTime: string): string | undefined =>
  wallTime === '' ? undefined : `${wallTime.slice(0, 16)}:00${ZONE}`;
