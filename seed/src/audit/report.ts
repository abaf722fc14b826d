import type { Checkpoint } from '@zlm/server/crypto/checkpoint';
import { FAULTS, verifyChain, type Verdict } from '@zlm/server/crypto/verify-chain';
import type { ClientBase } from 'pg';
import { readChain } from './read-chain.ts';

export interface Signed {
  checkpoints: readonly Checkpoint[];
  /** The key they must be signed with; null where none is known here. */
  trusted: string | null;
}
export interface Verified extends Verdict {
  perSecond: number;
  /** In the file, found again or not. */
  signed: number;
  last: Checkpoint | null;
  trusted: string | null;
}

export async function verifyRecord(client: ClientBase, { checkpoints, trusted }: Signed): Promise<Verified> {
  const started = performance.now();
  const { head, entries } = await readChain(client);
  const verdict = await verifyChain({ entries, head, checkpoints, trusted });
  const seconds = (performance.now() - started) / 1000;
  return {
    ...verdict,
    perSecond: Math.round(verdict.size / Math.max(seconds, 0.001)),
    signed: checkpoints.length,
    last: checkpoints.at(-1) ?? null,
    trusted,
  };
}

/** What was found, for a terminal. */
export function toLines({ size, hash, bad, perSecond, checkpoints, signed, last, trusted }: Verified): string[] {
  const read = `${size.toLocaleString('en')} entries read, ${perSecond.toLocaleString('en')} a second`;
  if (bad) {
    const range = bad.from < bad.seq ? ` (the first change is from entry ${bad.from} on)` : '';
    return [`entry ${bad.seq} ${FAULTS[bad.why]}${range}`, read];
  }
  return [
    `the record of acts is whole: ${read}`,
    `head ${hash.toString('hex')}`,
    `checkpoints: ${checkpoints} of ${signed} found again${last ? `, the last of entry ${last.size} at ${last.at}` : ''}`,
    trusted === null
      ? 'no key to trust: give --key, as GET /api/audit/key told it, or the keys file'
      : `signed with ${trusted}`,
  ];
}
