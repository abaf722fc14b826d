import { randomBytes } from 'node:crypto';
import { sha256 } from '../../crypto/token.ts';
import type { Actor, Database } from '../../db/index.ts';

export interface OpenedFor {
  actor: Actor & { kind: 'account' };
  end(): Promise<void>;
}

/** What a job does for an import is done by who asked for it: in a session of an hour that no browser can have. Null where they may not sign in any more. */
export async function openFor({ pool }: Pick<Database, 'pool'>, id: string): Promise<OpenedFor | null> {
  const proof = randomBytes(32);
  const hash = sha256(proof);
  const { rows } = await pool.query<{ account: string; person: string }>('SELECT * FROM open_import_session($1, $2)', [
    id,
    hash,
  ]);
  const [who] = rows;
  if (!who) return null;
  return {
    actor: { kind: 'account', ...who, proof: proof.toString('hex'), onBehalfOf: null },
    end: async () => {
      await pool.query('DELETE FROM sessions WHERE proof_hash = $1', [hash]);
    },
  };
}
