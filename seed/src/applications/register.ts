import { faultOf, newSecret, type NewApplication } from '@zlm/server/modules/applications/new-application';
import { toPayload } from '@zlm/server/modules/audit/payload';
import type { ClientBase } from 'pg';

/** Its secret, which is kept nowhere; null for one that can keep none. Throws with a sentence. */
export async function registerApplication(
  client: ClientBase,
  application: NewApplication,
  { isPublic }: { isPublic: boolean },
): Promise<string | null> {
  const fault = faultOf(application);
  if (fault !== null) throw new Error(fault);
  const { id, name, nameEn, redirectUris, signOutUri } = application;
  const made = isPublic ? null : newSecret();
  await client.query('BEGIN');
  try {
    const { rowCount } = await client.query(
      `INSERT INTO applications (id, name, name_en, redirect_uris, sign_out_uri, secret_hash)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
      [id, name, nameEn, redirectUris, signOutUri, made?.hash ?? null],
    );
    if (rowCount !== 1) throw new Error(`there is an application ${id} already`);
    await note(client, 'applications.register', id);
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK');
    throw cause;
  }
  return made?.secret ?? null;
}

/** Nobody signs in to it any more, and who did is signed out. Throws with a sentence. */
export async function endApplication(client: ClientBase, id: string): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query('DELETE FROM application_connections WHERE application_id = $1', [id]);
    const { rowCount } = await client.query(
      'UPDATE applications SET ended_at = now() WHERE id = $1 AND ended_at IS NULL',
      [id],
    );
    if (rowCount !== 1) throw new Error(`there is no application ${id}`);
    await note(client, 'applications.end', id);
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK');
    throw cause;
  }
}

async function note(client: ClientBase, action: string, id: string): Promise<void> {
  const actor = { kind: 'system', name: 'applications' } as const;
  const payload = toPayload({ action, subject: `application:${id}` }, { actor, now: new Date(), requestId: '' });
  await client.query(`SELECT set_config('app.actor', 'system:applications', true)`);
  await client.query('SELECT append_audit($1::text[])', [[payload]]);
}
