import { verifyChain, type Bad, type ChainEntry, type Head } from '../crypto/verify-chain.ts';

type Query = (sql: string) => Promise<{ rows: unknown[] }>;
interface Row {
  seq: number | string;
  payload: string;
  prev_hash: Uint8Array;
  hash: Uint8Array;
}

/** The entries of the record of acts, as they lie in the database. */
export async function listRecord(query: Query): Promise<{ entries: ChainEntry[]; head: Head }> {
  const { rows } = await query('SELECT seq, payload, prev_hash, hash FROM audit ORDER BY seq');
  const heads = (await query('SELECT size, hash FROM audit_head')).rows as {
    size: number | string;
    hash: Uint8Array;
  }[];
  return {
    entries: (rows as Row[]).map(({ seq, payload, prev_hash, hash }) => ({
      seq: Number(seq),
      payload,
      prevHash: Buffer.from(prev_hash),
      hash: Buffer.from(hash),
    })),
    head: { size: Number(heads[0]!.size), hash: Buffer.from(heads[0]!.hash) },
  };
}

/** How many entries there are, and the first that is not what it was. */
export async function readRecord(query: Query): Promise<{ size: number; bad: Bad | null }> {
  const { entries, head } = await listRecord(query);
  const { size, bad } = await verifyChain({ entries, head, checkpoints: [], trusted: null });
  return { size, bad };
}
