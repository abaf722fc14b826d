const DAY_MS = 86_400_000;
/** 1900-01-01 is day 1 and the 29th of February 1900, which never was, is day 60: from 61 on days count from here. */
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
const MINUTES = 24 * 60;

export type NumberLook = 'number' | 'date' | 'time' | 'date-time';

/** Formats that have a number of their own (ECMA-376, part 1, 18.8.30), those of Chinese included. */
const BUILT_IN: Readonly<Record<number, NumberLook>> = {
  ...Object.fromEntries([14, 15, 16, 17, 27, 28, 29, 30, 31, 36].map((id) => [id, 'date'])),
  ...Object.fromEntries([50, 51, 52, 53, 54, 57, 58].map((id) => [id, 'date'])),
  ...Object.fromEntries([18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56].map((id) => [id, 'time'])),
  22: 'date-time',
};

/** What a format makes of a number, by its first section. */
export function toLook(id: number, code: string | undefined): NumberLook {
  if (code === undefined) return BUILT_IN[id] ?? 'number';
  const bare = code
    .split(';')[0]!
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    // Colours, conditions and places, but not hours that go past a day.
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '');
  const hasDay = /[yd]/i.test(bare) || (/m/i.test(bare) && !/[hs]/i.test(bare));
  const hasTime = /[hs]/i.test(bare);
  if (hasDay) return hasTime ? 'date-time' : 'date';
  return hasTime ? 'time' : 'number';
}

/** A number as its format shows it: `2026-12-05`, `09:00`, `2026-12-05 09:00`, else its digits. */
export function toCellText(value: string, look: NumberLook, is1904: boolean): string {
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) return value;
  if (look === 'number' || number < 0) return toDigits(number);
  // The end of a day is a time of its own.
  if (look === 'time') return toTime(number === 1 ? 1 : number % 1);
  const day = Math.floor(number + 0.5 / MINUTES);
  if (day === 0) return look === 'date' ? toDigits(number) : toTime(number);
  const date = toDate(day, is1904);
  if (date === null) return toDigits(number);
  const isWhole = Math.round((number % 1) * MINUTES) % MINUTES === 0;
  return look === 'date' || isWhole ? date : `${date} ${toTime(number % 1)}`;
}

/** As a spreadsheet keeps it: fifteen digits, no exponent. */
function toDigits(number: number): string {
  const kept = Number(number.toPrecision(15));
  return Math.abs(kept) < 1e21 && Math.abs(kept) >= 1e-6
    ? String(kept)
    : kept === 0
      ? '0'
      : kept.toFixed(15).replace(/\.?0+$/, '');
}

function toTime(part: number): string {
  const minutes = Math.round(part * MINUTES);
  return [Math.floor(minutes / 60), minutes % 60].map((one) => String(one).padStart(2, '0')).join(':');
}

function toDate(day: number, is1904: boolean): string | null {
  const at = new Date((is1904 ? EPOCH_1904 : EPOCH_1900 + (day < 60 ? DAY_MS : 0)) + day * DAY_MS);
  return Number.isNaN(at.getTime()) || at.getUTCFullYear() > 9999 ? null : at.toISOString().slice(0, 10);
}
