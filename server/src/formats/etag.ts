import { hash } from 'node:crypto';

/** A strong ETag of the bytes alone: the same in every process. */
export function etagOf(bytes: Uint8Array): string {
  return `"${hash('sha256', bytes, 'base64url').slice(0, 22)}"`;
}
