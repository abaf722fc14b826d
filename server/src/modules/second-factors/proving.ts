import type { Keys } from '../../crypto/keys.ts';
import { unseal } from '../../crypto/seal.ts';
import { findTotpStep } from '../../crypto/totp.ts';
import { unwrapKey } from '../accounts/person-key.ts';
import type { SecondProof, TotpRecord } from './queries.ts';

/** What somebody shows: a code of the authenticator, or one of the ten on paper. */
export type ShownSecond = { code: string } | { recoveryCode: string };

interface Totp {
  person: string;
  data_key: Buffer | null;
  totp: TotpRecord | null;
}
/** As the database takes it; null for a code that fits no step. */
export function toSecondProof(
  keys: Keys,
  shown: ShownSecond,
  { person, data_key, totp }: Totp,
  now: Date,
): SecondProof | null {
  if ('recoveryCode' in shown) return { step: null, code: hashRecoveryCode(keys, shown.recoveryCode) };
  if (!totp || !data_key) return null;
  const step = findTotpStep(openTotpSecret(unwrapKey(keys, person, data_key), person, totp), shown.code, now);
  return step === null || step <= totp.lastStep ? null : { step, code: null };
}

/** `code` without its hyphens. */
export const hashRecoveryCode = (keys: Keys, code: string): string =>
  keys.indexOf('recovery', code.replaceAll('-', '')).toString('hex');

export const aboutTotp = (person: string): string => `totp:${person}`;
export const openTotpSecret = (key: Buffer, person: string, { sealed }: TotpRecord): Buffer =>
  Buffer.from(unseal(key, Buffer.from(sealed, 'base64'), aboutTotp(person)), 'base64');
