import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { toCanonicalJson } from './canonical.ts';

/** What a chain was at one moment; kept outside the database, so that whoever rewrites that cannot rewrite this too. */
export interface Checkpoint {
  size: number;
  /** Of the last entry, in hex. */
  hash: string;
  /** ISO time. */
  at: string;
  /** The public key, 32 bytes in base64url. */
  key: string;
  /** Ed25519 over the canonical JSON of the rest, in base64url. */
  signature: string;
}
export interface SigningKeys {
  privateKey: KeyObject;
  publicKey: KeyObject;
}

export const toPublicKey = ({ publicKey }: Pick<SigningKeys, 'publicKey'>): string =>
  publicKey.export({ format: 'jwk' }).x!;

export function signCheckpoint(
  keys: SigningKeys,
  { size, hash, at }: Omit<Checkpoint, 'key' | 'signature'>,
): Checkpoint {
  const signed = { size, hash, at, key: toPublicKey(keys) };
  return { ...signed, signature: sign(null, textOf(signed), keys.privateKey).toString('base64url') };
}

/** Whether whoever holds the key signed it; `trusted`: that key and no other. */
export function isSigned({ signature, ...signed }: Checkpoint, trusted: string | null): boolean {
  if (trusted !== null && signed.key !== trusted) return false;
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: signed.key }, format: 'jwk' });
    return verify(null, textOf(signed), key, Buffer.from(signature, 'base64url'));
  } catch {
    return false;
  }
}

const textOf = (signed: Omit<Checkpoint, 'signature'>) => Buffer.from(toCanonicalJson(signed));

const LINE = { size: 'number', hash: 'string', at: 'string', key: 'string', signature: 'string' } as const;

/** One line of the file; null for what is none, like the half of a line that a power cut left. */
export function parseCheckpoint(line: string): Checkpoint | null {
  try {
    const value = JSON.parse(line) as Record<string, unknown>;
    const isOne = Object.entries(LINE).every(([name, type]) => typeof value[name] === type);
    return isOne && Number.isSafeInteger(value['size']) && Number(value['size']) > 0
      ? (value as unknown as Checkpoint)
      : null;
  } catch {
    return null;
  }
}
