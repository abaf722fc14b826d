import { createHash } from 'node:crypto';

const DIGEST_BYTES = 16;
const MODULUS = 2n ** 128n;

/** JSON of RFC 8785: names in order, no spaces. */
export function toCanonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(toCanonicalJson).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const names = Object.keys(value).sort();
  const own = value as Record<string, unknown>;
  return `{${names.map((name) => `${JSON.stringify(name)}:${toCanonicalJson(own[name])}`).join()}}`;
}

/** The first 128 bits of SHA-256 of an item's data, as a number. */
export const digestOf = (data: unknown): bigint =>
  BigInt(
    `0x${createHash('sha256')
      .update(toCanonicalJson(data))
      .digest('hex')
      .slice(0, 2 * DIGEST_BYTES)}`,
  );

/** Of an id: bucket and leaf, two bytes of SHA-256 of its digits. */
export function leafOf(id: number): number {
  return createHash('sha256').update(String(id)).digest().readUInt16BE(0);
}

export const add = (sum: bigint, more: bigint): bigint => (sum + more) % MODULUS;
export const subtract = (sum: bigint, less: bigint): bigint => (sum - less + MODULUS) % MODULUS;
export const toHex = (sum: bigint): string => sum.toString(16).padStart(2 * DIGEST_BYTES, '0');
