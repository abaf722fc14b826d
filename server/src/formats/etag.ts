import { createHash } from 'node:crypto';

/** A strong ETag of the bytes alone: the same in every process. */
export function etagOf(bytes: Uint8Array): string {
  return `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
}
