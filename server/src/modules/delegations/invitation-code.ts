import { randomInt } from 'node:crypto';

// Without 0 O 1 I L: it is read aloud and typed by hand.
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const LENGTH = 8;

/** K7QM-3XPD: 40 bits, good once and for 15 minutes. */
export function newInvitationCode(): string {
  const letters = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]);
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
}

/** As it was made, however it was typed. */
export const toPlainCode = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '');
