import { toPayload } from '@zlm/server/modules/audit/payload';
import type { ClientBase } from 'pg';
import type { Plan } from './plan.ts';

const ACTOR = { kind: 'system', name: 'accounts-import' } as const;

/** One statement for each table; accounts that are equal change nothing. */
export async function writePlans(client: ClientBase, plans: readonly Plan[], source: string): Promise<void> {
  const made = plans.flatMap(({ made, account, old, state }) => (made ? [{ ...made, account, old, state }] : []));
  if (made.length > 0) {
    await client.query('INSERT INTO persons (id, data_key) SELECT * FROM unnest($1::uuid[], $2::bytea[])', [
      made.map(({ person }) => person),
      made.map(({ wrapped }) => wrapped),
    ]);
    await client.query(
      `INSERT INTO accounts (id, person_id, state, display_name, lang)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[])`,
      [
        made.map(({ account }) => account),
        made.map(({ person }) => person),
        made.map(({ state }) => state ?? 'active'),
        made.map(({ old }) => old.displayName),
        made.map(({ old }) => old.lang),
      ],
    );
  }
  await writeContacts(client, plans);
  await writeGrants(client, plans, source);
  await writeStates(client, plans);
}

async function writeContacts(client: ClientBase, plans: readonly Plan[]): Promise<void> {
  const contacts = plans.flatMap(({ contacts, account }) => contacts.map((contact) => ({ ...contact, account })));
  if (contacts.length === 0) return;
  await client.query(
    `INSERT INTO contacts (account_id, kind, value, value_index)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::bytea[], $4::bytea[])`,
    [
      contacts.map(({ account }) => account),
      contacts.map(({ kind }) => kind),
      contacts.map(({ sealed }) => sealed),
      contacts.map(({ index }) => index),
    ],
  );
}

async function writeGrants(client: ClientBase, plans: readonly Plan[], source: string): Promise<void> {
  const grants = plans.flatMap(({ grants, account }) =>
    grants.map(({ id, role, institution, division, topics, from, until }) => ({
      ...{ id, account, role, institution, division, topics, from, until, reason: `moved from ${source}` },
    })),
  );
  if (grants.length > 0)
    await client.query(
      `INSERT INTO grants (id, account_id, role, institution_id, division, topics, valid, reason)
       SELECT id, account, role, institution, division, topics, tstzrange("from", until), reason FROM jsonb_to_recordset($1::jsonb)
         AS g(id uuid, account uuid, role text, institution bigint, division text, topics text[], "from" timestamptz, until timestamptz, reason text)`,
      [JSON.stringify(grants)],
    );
  const ended = plans.flatMap((plan) => plan.ended);
  if (ended.length === 0) return;
  // One that never held goes whole.
  await client.query('DELETE FROM grants WHERE id = ANY ($1::uuid[]) AND lower(valid) >= now()', [ended]);
  await client.query(
    `UPDATE grants SET valid = tstzrange(lower(valid), now())
     WHERE id = ANY ($1::uuid[]) AND (upper(valid) IS NULL OR upper(valid) > now())`,
    [ended],
  );
}

async function writeStates(client: ClientBase, plans: readonly Plan[]): Promise<void> {
  for (const to of ['active', 'suspended'] as const) {
    const accounts = plans.filter(({ made, state }) => !made && state === to).map(({ account }) => account);
    if (accounts.length === 0) continue;
    await client.query('UPDATE accounts SET state = $2 WHERE id = ANY ($1::uuid[])', [accounts, to]);
    if (to === 'suspended') await client.query('DELETE FROM sessions WHERE account_id = ANY ($1::uuid[])', [accounts]);
  }
}

export interface Hashes {
  before: Buffer;
  after: Buffer;
}
/** Which account became which, and an entry of the record for each; the last thing of a transaction. */
export async function noteMoves(
  client: ClientBase,
  plans: readonly (Plan & Hashes)[],
  { source, now }: { source: string; now: Date },
): Promise<void> {
  const changed = plans.filter(({ outcome }) => outcome !== 'equal');
  if (changed.length === 0) return;
  await client.query(
    `INSERT INTO account_moves (source, old_index, account_id, row_index, moved, before_hash, after_hash)
     SELECT $1, * FROM unnest($2::bytea[], $3::uuid[], $4::bytea[], $5::jsonb[], $6::bytea[], $7::bytea[])
     ON CONFLICT (source, old_index) DO UPDATE SET account_id = excluded.account_id, row_index = excluded.row_index,
       moved = excluded.moved, before_hash = excluded.before_hash, after_hash = excluded.after_hash, moved_at = now()`,
    [
      source,
      changed.map(({ move }) => move.index),
      changed.map(({ account }) => account),
      changed.map(({ move }) => move.rowIndex),
      changed.map(({ move }) => JSON.stringify({ state: move.state, grants: move.grants })),
      changed.map(({ before }) => before),
      changed.map(({ after }) => after),
    ],
  );
  const payloads = changed.map(({ account, outcome, state, grants, ended, before, after }) =>
    toPayload(
      {
        action: outcome === 'new' ? 'accounts.move' : 'accounts.move_again',
        subject: `account:${account}`,
        before: { standing: before.toString('hex') },
        after: {
          source,
          standing: after.toString('hex'),
          ...(state !== null && { state }),
          given: grants.map(({ id, role, institution, division, topics }) => ({
            ...{ grant: id, role, institution, division, topics: [...topics] },
          })),
          ended: [...ended],
        },
      },
      { actor: ACTOR, now, requestId: '' },
    ),
  );
  await client.query(`SELECT set_config('app.actor', 'system:accounts-import', true)`);
  await client.query('SELECT append_audit($1::text[])', [payloads]);
}
