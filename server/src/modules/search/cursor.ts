import { createHash } from 'node:crypto';
import { Invalid } from '../../errors.ts';
import type { PageEnd } from '../../text-search/port.ts';
import { isMark } from '../../text-search/shown.ts';

/** Where a page ended, and the time its search was resolved at; never a position. */
export interface PageCursor extends PageEnd {
  /** Wall minutes. */
  asOf: number;
}

const SIGN_LENGTH = 10;
/** Wall minutes until the year 9999: what a date can be made of. */
const LATEST = 4_000_000_000;

/** Opaque text that belongs to one search: `search` is everything asked for but the page. */
export function encodeCursor({ key, id, place, asOf, shown }: PageCursor, search: object): string {
  return Buffer.from(JSON.stringify([key, id, place, asOf, signOf(search), shown])).toString('base64url');
}

/** Throws Invalid when the text is no cursor, or one of another search. */
export function decodeCursor(text: string, search: object): PageCursor {
  const [key, id, place, asOf, sign, shown] = parse(text);
  const sound =
    Number.isFinite(key) &&
    [id, place, asOf].every(Number.isSafeInteger) &&
    (asOf as number) > 0 &&
    (asOf as number) < LATEST &&
    sign === signOf(search) &&
    (shown === undefined || shown === null || (typeof shown === 'string' && isMark(shown)));
  if (!sound) throw new Invalid([{ in: 'query', field: 'cursor', message: 'is not a cursor of this search' }]);
  const end = { key: key as number, id: id as number, place: place as number, asOf: asOf as number };
  return typeof shown === 'string' ? { ...end, shown } : end;
}

function parse(text: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    return Array.isArray(parsed) ? (parsed as unknown[]) : [];
  } catch {
    return [];
  }
}

function signOf(search: object): string {
  const named = Object.entries(search).filter(([, value]) => value !== undefined);
  const text = JSON.stringify(named.sort(([a], [b]) => (a < b ? -1 : 1)));
  return createHash('sha256').update(text).digest('base64url').slice(0, SIGN_LENGTH);
}
