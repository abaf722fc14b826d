import { generateKeyPair, randomUUID, type JsonWebKey } from 'node:crypto';
import { promisify } from 'node:util';
import type { Keys } from '../../crypto/keys.ts';
import { seal, unseal } from '../../crypto/seal.ts';
import type { Database } from '../../db/index.ts';

const SIGNS_DAYS = 90;
/** Longer than anything it signed is believed. */
const KNOWN_DAYS = 7;
const about = (kid: string) => `oidc-key:${kid}`;

/** Private keys that are announced now, the one that signs first. */
export async function loadSigningKeys({ pool }: Pick<Database, 'pool'>, keys: Keys): Promise<JsonWebKey[]> {
  const { rows } = await pool.query<{ kid: string; sealed: Buffer }>(
    'SELECT kid, sealed FROM oidc_keys WHERE known_until IS NULL OR known_until > now() ORDER BY signs_from DESC, kid',
  );
  return rows.map(({ kid, sealed }) => JSON.parse(unseal(keys.master, sealed, about(kid))) as JsonWebKey);
}

/** Makes a new one where there is none, or the one that signs is old; says whether it did. */
export async function rotateSigningKeys({ pool }: Pick<Database, 'pool'>, keys: Keys): Promise<boolean> {
  const kid = randomUUID();
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const jwk = { ...privateKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' };
  // One statement: of two processes at once one makes it.
  const { rowCount } = await pool.query(
    `WITH made AS (
       INSERT INTO oidc_keys (kid, sealed) SELECT $1, $2 WHERE NOT EXISTS (
         SELECT FROM oidc_keys WHERE known_until IS NULL AND signs_from > now() - make_interval(days => $3))
       RETURNING kid
     ), retired AS (
       UPDATE oidc_keys SET known_until = now() + make_interval(days => $4)
       WHERE known_until IS NULL AND EXISTS (SELECT FROM made)
     )
     SELECT FROM made`,
    [kid, seal(keys.master, JSON.stringify(jwk), about(kid)), SIGNS_DAYS, KNOWN_DAYS],
  );
  return rowCount === 1;
}
