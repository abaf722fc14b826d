import { randomUUID } from 'node:crypto';
import { newToken, sha256, toProof } from '../crypto/token.ts';

export interface SignedIn {
  account: string;
  person: string;
  session: string;
  token: string;
  proof: string;
}

interface Owner {
  query(text: string, values: unknown[]): Promise<unknown>;
}

/** Somebody with an account and nothing else, signed in by the owner of the database. */
export async function insertSignedIn(owner: Owner, steppedUp = 'now'): Promise<SignedIn> {
  const [account, person, session, token] = [randomUUID(), randomUUID(), randomUUID(), newToken()];
  const proof = toProof(token);
  await owner.query('INSERT INTO persons (id) VALUES ($1)', [person]);
  await owner.query('INSERT INTO accounts (id, person_id) VALUES ($1, $2)', [account, person]);
  await owner.query(
    `INSERT INTO sessions (id, account_id, proof_hash, way, lasts, expires_at, stepped_up_at)
     VALUES ($1, $2, $3, 'test', '1 day', now() + interval '1 day', $4)`,
    [session, account, sha256(Buffer.from(proof, 'hex')), steppedUp],
  );
  return { account, person, session, token, proof };
}
