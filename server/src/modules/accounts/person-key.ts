import type { Keys } from '../../crypto/keys.ts';
import { newDataKey, seal, unseal } from '../../crypto/seal.ts';

/** Each person has a key of their own, wrapped by that of the installation: erased with it, all they gave is unreadable. */
export function wrapNewKey(keys: Keys, person: string): { key: Buffer; wrapped: Buffer } {
  const key = newDataKey();
  return { key, wrapped: seal(keys.master, key.toString('base64'), `person:${person}`) };
}

/** Throws when keys or person are others. */
export const unwrapKey = (keys: Keys, person: string, wrapped: Buffer): Buffer =>
  Buffer.from(unseal(keys.master, wrapped, `person:${person}`), 'base64');

/** What a name in a delegation is sealed about: it stands for nobody else. */
export const aboutName = (principal: string, whose: 'principal' | 'delegate'): string =>
  `delegation:${principal}:${whose}`;
