import type { JobKind, Parts } from '../../module.ts';
import { issuerOf } from './issuer.ts';
import { openProvider } from './provider.ts';
import { rotateSigningKeys } from './signing-keys.ts';

/** Tells an application that somebody has signed out (OpenID Connect Back-Channel Logout 1.0). */
const signOut: JobKind = {
  kind: 'applications.sign-out',
  run: async (parts, { payload }) => {
    const { pool } = parts.database;
    const { rows } = await pool.query<{ application_id: string; account: string; sid: string }>(
      'SELECT application_id, account, sid FROM application_sign_outs WHERE id = $1',
      [payload['signOut']],
    );
    const [told] = rows;
    if (!told) return;
    const { provider } = await openFor(parts);
    const client = await provider.Client.find(told.application_id);
    // Of a client that the types do not tell.
    const tell = client?.['backchannelLogout'] as Tell | undefined;
    await tell?.call(client, told.account, told.sid);
    await pool.query('DELETE FROM application_sign_outs WHERE id = $1', [payload['signOut']]);
  },
};

type Tell = (account: string, sid: string) => Promise<void>;
let opened: { of: Parts['keys']; provider: ReturnType<typeof openProvider> } | null = null;
/** One that answers nobody: it signs what is told. */
function openFor({ database, keys, config, origin }: Parts): ReturnType<typeof openProvider> {
  if (opened?.of !== keys) {
    opened = {
      of: keys,
      provider: openProvider({ database, keys, issuer: issuerOf({ config, origin }), renderError: () => '' }),
    };
    opened.provider.catch(() => (opened = null));
  }
  return opened.provider;
}

const removeExpired: JobKind = {
  kind: 'applications.remove-expired',
  every: '15 minutes',
  run: async ({ database }) => {
    await database.pool.query("DELETE FROM oidc_items WHERE expires_at < now() - interval '5 minutes'");
  },
};

/** The next one signs before the last is forgotten. */
const rotateKeys: JobKind = {
  kind: 'applications.rotate-keys',
  every: '1 day at 03:20 Asia/Shanghai',
  run: async ({ database, keys }) => {
    const { rows } = await database.pool.query<{ found: boolean }>('SELECT EXISTS (SELECT FROM oidc_keys) AS found');
    if (rows[0]!.found && (await rotateSigningKeys(database, keys))) opened = null;
  },
};

export const backgroundJobs: readonly JobKind[] = [signOut, removeExpired, rotateKeys];
