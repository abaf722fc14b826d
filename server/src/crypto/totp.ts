import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** RFC 6238 as every app knows it: SHA-1, six digits, steps of 30 seconds. */
const STEP_MS = 30_000;
const SECRET_BYTES = 20;
/** A clock may be one step before or after ours. */
const WINDOW = [0, -1, 1];
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

export const newTotpSecret = (): Buffer => randomBytes(SECRET_BYTES);

export function toBase32(bytes: Uint8Array): string {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => BASE32[parseInt(five.padEnd(5, '0'), 2)]).join('');
}

/** The code of a step, counted from 1970. */
export function totpOf(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac('sha1', secret).update(counter).digest();
  const number = hash.readUInt32BE(hash[19]! & 0xf) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

/** The step whose code it is, now or one before or after; null for any other. A step is worth one use. */
export function findTotpStep(secret: Uint8Array, code: string, now: Date): number | null {
  const current = Math.floor(now.getTime() / STEP_MS);
  const typed = Buffer.from(code);
  const steps = WINDOW.map((offset) => current + offset);
  return (
    steps.find((step) => {
      const right = Buffer.from(totpOf(secret, step));
      return right.length === typed.length && timingSafeEqual(right, typed);
    }) ?? null
  );
}

/** What an app reads from a QR code. */
export function toOtpauth({ secret, issuer, label }: { secret: Uint8Array; issuer: string; label: string }): string {
  const query = `secret=${toBase32(secret)}&issuer=${encodeURIComponent(issuer)}&algorithm=SHA1&digits=6&period=30`;
  return `otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(label)}?${query}`;
}

/** Ten codes of 60 bits: abcd-efgh-ijkl. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: 10 }, () =>
    toBase32(randomBytes(10))
      .slice(0, 12)
      .toLowerCase()
      .replace(/.{4}(?=.)/g, '$&-'),
  );
