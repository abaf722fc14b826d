import { createHash, randomBytes, randomInt } from 'node:crypto';

const TOKEN_BYTES = 32;
/** A token as `newToken` makes it. */
export const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** A secret of 256 bits that a browser keeps; here only what `toProof` makes of it is known. */
export const newToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');

export const sha256 = (value: string | Uint8Array): Buffer => createHash('sha256').update(value).digest();

/**
 * What a statement shows the database instead of a token, in hex: a log of statements opens no session. The database
 * keeps the SHA-256 of it.
 */
export const toProof = (token: string): string => sha256(`session:${token}`).toString('hex');

/** Six digits that somebody reads from a message. */
export const newCode = (): string => String(randomInt(1_000_000)).padStart(6, '0');
