const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';

export interface IdNumber {
  value: string;
  /** 1990-02-28 */
  bornOn: string;
}

/** A resident identity number (GB 11643) with its right check digit and a day of birth there is; null for any other. */
export function toIdNumber(text: string): IdNumber | null {
  const value = text.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase();
  const [, year, month, day] = /^[1-9]\d{5}(\d{4})(\d{2})(\d{2})\d{3}[\dX]$/.exec(value) ?? [];
  if (year === undefined) return null;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(value[at]), 0);
  const bornOn = `${year}-${month}-${day}`;
  return value[17] === CHECKS[sum % 11] && isDay(bornOn) ? { value, bornOn } : null;
}

function isDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) && day >= '1850-01-01';
}

/** What may be shown: 3300**********1234. */
export const maskIdNumber = (value: string): string => `${value.slice(0, 4)}${'*'.repeat(10)}${value.slice(-4)}`;
/** *小明 */
export function maskName(name: string): string {
  const signs = [...name];
  return signs.length < 2 ? '*' : `*${signs.slice(1).join('')}`;
}
