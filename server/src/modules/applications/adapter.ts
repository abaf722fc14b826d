import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { Keys } from '../../crypto/keys.ts';
import { seal, unseal } from '../../crypto/seal.ts';
import { sha256 } from '../../crypto/token.ts';
import type { Database } from '../../db/index.ts';

type Pool = Database['pool'];
interface ItemRow {
  id_hash: Buffer;
  payload: Buffer;
  consumed_at: Date | null;
}
interface ApplicationRow {
  id: string;
  name: string;
  redirect_uris: string[];
  sign_out_uri: string | null;
  secret_hash: string | null;
}

/** What a code, token or step is stored under: who reads the database opens nothing with it. */
export const hashOf = (id: string): Buffer => sha256(`oidc:${id}`);

/** Keeps what the provider makes in `oidc_items`, and finds its clients among `applications`. */
export const createAdapter =
  (pool: Pool, keys: Keys) =>
  (model: string): Adapter =>
    model === 'Client' ? createClients(pool) : createItems(pool, keys, model);

function createItems(pool: Pool, keys: Keys, model: string): Adapter {
  const about = (hash: Buffer) => `oidc:${model}:${hash.toString('hex')}`;
  const read = async (where: 'id_hash' | 'uid_hash', id: string): Promise<AdapterPayload | undefined> => {
    const { rows } = await pool.query<ItemRow>(
      `SELECT id_hash, payload, consumed_at FROM oidc_items WHERE model = $1 AND ${where} = $2 AND expires_at > now()`,
      [model, hashOf(id)],
    );
    const [row] = rows;
    if (!row) return undefined;
    const payload = JSON.parse(unseal(keys.master, row.payload, about(row.id_hash))) as AdapterPayload;
    return row.consumed_at ? { ...payload, consumed: Math.floor(row.consumed_at.getTime() / 1000) } : payload;
  };
  return {
    async upsert(id, payload, expiresIn) {
      const hash = hashOf(id);
      await pool.query(
        `INSERT INTO oidc_items (model, id_hash, grant_hash, uid_hash, payload, expires_at)
         VALUES ($1, $2, $3, $4, $5, now() + make_interval(secs => $6))
         ON CONFLICT (model, id_hash) DO UPDATE SET grant_hash = excluded.grant_hash, uid_hash = excluded.uid_hash,
           payload = excluded.payload, expires_at = excluded.expires_at`,
        [
          ...[model, hash, payload.grantId ? hashOf(payload.grantId) : null, payload.uid ? hashOf(payload.uid) : null],
          ...[seal(keys.master, JSON.stringify(payload), about(hash)), expiresIn],
        ],
      );
    },
    find: (id) => read('id_hash', id),
    findByUid: (uid) => read('uid_hash', uid),
    findByUserCode: () => Promise.resolve(undefined),
    async consume(id) {
      await pool.query('UPDATE oidc_items SET consumed_at = now() WHERE model = $1 AND id_hash = $2', [
        ...[model, hashOf(id)],
      ]);
    },
    async destroy(id) {
      await pool.query('DELETE FROM oidc_items WHERE model = $1 AND id_hash = $2', [model, hashOf(id)]);
    },
    async revokeByGrantId(grant) {
      await pool.query('DELETE FROM oidc_items WHERE model = $1 AND grant_hash = $2', [model, hashOf(grant)]);
    },
  };
}

function createClients(pool: Pool): Adapter {
  const refuse = () => Promise.reject(new Error('applications are registered by an operator'));
  return {
    async find(id) {
      const { rows } = await pool.query<ApplicationRow>(
        'SELECT id, name, redirect_uris, sign_out_uri, secret_hash FROM applications WHERE id = $1 AND ended_at IS NULL',
        [id],
      );
      const [row] = rows;
      if (!row) return undefined;
      return {
        client_id: row.id,
        client_name: row.name,
        redirect_uris: row.redirect_uris,
        response_types: ['code'],
        grant_types: ['authorization_code'],
        subject_type: 'pairwise',
        id_token_signed_response_alg: 'RS256',
        ...(row.secret_hash === null
          ? { token_endpoint_auth_method: 'none' }
          : { token_endpoint_auth_method: 'client_secret_basic', client_secret: row.secret_hash }),
        ...(row.sign_out_uri !== null && {
          backchannel_logout_uri: row.sign_out_uri,
          backchannel_logout_session_required: true,
        }),
      };
    },
    ...{ upsert: refuse, consume: refuse, destroy: refuse, revokeByGrantId: refuse },
    findByUid: () => Promise.resolve(undefined),
    findByUserCode: () => Promise.resolve(undefined),
  };
}
