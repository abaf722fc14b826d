import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const FORM = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Of the key of a person: erased with it, nothing sealed by it can be read again. */
export const newDataKey = (): Buffer => randomBytes(32);

/** AES-256-GCM: form, IV, cipher text, tag. `about` says what is sealed, so that one value cannot stand in for another. */
export function seal(key: Buffer, text: string, about: string): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(about));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.from([FORM]), iv, sealed, cipher.getAuthTag()]);
}

/** Throws when the bytes, the key or what it is about are others. */
export function unseal(key: Buffer, sealed: Buffer, about: string): string {
  if (sealed[0] !== FORM) throw new Error('sealed in a form that is not known');
  const iv = sealed.subarray(1, 1 + IV_BYTES);
  const tag = sealed.subarray(-TAG_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(about));
  decipher.setAuthTag(tag);
  const text = Buffer.concat([decipher.update(sealed.subarray(1 + IV_BYTES, -TAG_BYTES)), decipher.final()]);
  return text.toString('utf8');
}
