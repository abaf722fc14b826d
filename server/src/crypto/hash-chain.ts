import { createHash } from 'node:crypto';

/** Before the first entry. */
export const GENESIS = Buffer.alloc(32);

/** SHA-256 of the hash before, the place as 8 bytes and the payload in UTF-8; `append_audit` computes the same in SQL. */
export function hashEntry(prevHash: Buffer, seq: number, payload: string): Buffer {
  const place = Buffer.alloc(8);
  place.writeBigInt64BE(BigInt(seq));
  return createHash('sha256').update(prevHash).update(place).update(payload, 'utf8').digest();
}
