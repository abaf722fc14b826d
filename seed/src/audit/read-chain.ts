import type { ChainEntry, Head } from '@zlm/server/crypto/verify-chain';
import type { ClientBase } from 'pg';

const BATCH = 5_000;
/** Below every number. */
const FIRST = '-9223372036854775808';

interface Row {
  seq: number;
  payload: string;
  prev_hash: Buffer;
  hash: Buffer;
}

/** The head as it is now, and every entry there is at the same moment: what is added meanwhile is left for the next time. */
export async function readChain(client: ClientBase): Promise<{ head: Head; entries: AsyncIterable<ChainEntry> }> {
  const { rows } = await client.query<Head & { last: number | null }>(
    'SELECT size, hash, (SELECT max(seq) FROM audit) AS last FROM audit_head',
  );
  const { size, hash, last } = rows[0]!;
  return { head: { size, hash }, entries: readEntries(client, last) };
}

async function* readEntries(client: ClientBase, last: number | null): AsyncGenerator<ChainEntry> {
  for (let after: number | string = FIRST; last !== null;) {
    const { rows }: { rows: Row[] } = await client.query<Row>(
      'SELECT seq, payload, prev_hash, hash FROM audit WHERE seq > $1 AND seq <= $2 ORDER BY seq LIMIT $3',
      [after, last, BATCH],
    );
    for (const { seq, payload, prev_hash, hash } of rows) yield { seq, payload, prevHash: prev_hash, hash };
    if (rows.length < BATCH) return;
    after = rows.at(-1)!.seq;
  }
}
