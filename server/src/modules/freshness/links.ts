import { TOKEN } from '../../crypto/token.ts';
import type { Keys } from '../../crypto/keys.ts';
import type { DueRow } from './queries.ts';

/** Signs what it asks about; made again it is the same. The database keeps the SHA-256 of it. */
export const signLink = (keys: Keys, { thing, revision, confirmed_on, account }: DueRow): Buffer =>
  keys.indexOf('still-right', `${thing}:${revision}:${confirmed_on}:${account}`);

export const pathOfLink = (link: Buffer): string => `/still-right/${link.toString('base64url')}`;

/** Null for what no link says. */
export const readLink = (text: string): Buffer | null => (TOKEN.test(text) ? Buffer.from(text, 'base64url') : null);
