import { sql } from 'kysely';
import type { Action, Role } from '../../contract/access.ts';
import type { NewestCursor } from '../../contract/account.ts';
import type { Tx } from '../../db/index.ts';
import type { GrantState } from './schema.ts';

/** Where something is to be done: an institution, or everywhere; to things of these topics. */
export interface Target {
  institution: number | null;
  topics?: readonly string[];
}

/** Whether who acts in this transaction may do it there, today: the function that row-level security asks too. */
export async function can(tx: Tx, action: Action, { institution, topics }: Target): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`
    SELECT app_may(${action}, ${institution}::bigint, ${topics ? [...topics] : null}::text[]) AS may`.execute(tx);
  return rows[0]!.may;
}

/** Where a role is given. */
export interface Reach {
  role: Role;
  institution: number | null;
  division: string | null;
  topics: readonly string[];
}

/** Whether who acts may give or take away the role there. */
export async function mayGive(tx: Tx, { role, institution, division, topics }: Reach): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`
    SELECT app_may_give(${role}, ${institution}::bigint, ${division}, ${[...topics]}::text[]) AS may`.execute(tx);
  return rows[0]!.may;
}

export async function takesGrants(tx: Tx, account: string): Promise<boolean> {
  const { rows } = await sql<{ takes: boolean }>`SELECT takes_grants(${account}::uuid) AS takes`.execute(tx);
  return rows[0]!.takes;
}

export interface NewGrant extends Reach {
  account: string;
  by: string;
  from: Date | null;
  until: Date | null;
  needsSecond: boolean;
  reason: string;
}
/** Its id. Row-level security refuses what who acts may not give. */
export async function insertGrant(tx: Tx, grant: NewGrant): Promise<string> {
  const { role, account, institution, division, topics, from, until, by, needsSecond, reason } = grant;
  const { rows } = await sql<{ id: string }>`
    INSERT INTO grants (account_id, role, institution_id, division, topics, valid, granted_by, needs_second, reason)
    VALUES (${account}::uuid, ${role}, ${institution}::bigint, ${division}, ${[...topics]}::text[],
      tstzrange(greatest(${from}::timestamptz, now()), ${until}::timestamptz), ${by}::uuid, ${needsSecond}, ${reason})
    RETURNING id`.execute(tx);
  return rows[0]!.id;
}

const endOrConfirm = (name: 'end_grant' | 'confirm_grant') => async (tx: Tx, id: string) => {
  const { rows } = await sql<{ done: boolean }>`SELECT ${sql.ref(name)}(${id}::uuid) AS done`.execute(tx);
  return rows[0]!.done;
};
/** False where it is none that who acts may take away, or has ended. */
export const endGrant = endOrConfirm('end_grant');
/** False where who acts is no third person who could have given it, or it needs nobody. */
export const confirmGrant = endOrConfirm('confirm_grant');

export interface GrantRow {
  id: string;
  account_id: string;
  role: Role;
  institution_id: number | null;
  institution: string | null;
  division: string | null;
  division_name: string | null;
  topics: string[];
  from: Date | null;
  until: Date | null;
  state: GrantState;
  reason: string;
  granted_by: string | null;
  confirmed_by: string | null;
  made_at: Date;
  micros: number;
  /** Who acts may take it away. */
  is_changeable: boolean;
}
export interface GrantsWanted {
  grant?: string | undefined;
  account?: string | undefined;
  role?: Role | undefined;
  institution?: number | undefined;
  within?: number | undefined;
  state?: GrantState | undefined;
  cursor?: NewestCursor | undefined;
  limit: number;
}

/** Those that row-level security shows to who acts, newest first. */
export async function listGrants(tx: Tx, wanted: GrantsWanted): Promise<GrantRow[]> {
  const { grant = null, account = null, role = null, institution = null, within = null } = wanted;
  const { state = null, cursor, limit } = wanted;
  const { rows } = await sql<GrantRow>`
    WITH RECURSIVE branch AS (
      SELECT ${within}::bigint AS id
      UNION
      SELECT p.institution_id FROM public_institution_parents p JOIN branch b ON p.parent_id = b.id WHERE p.during @> app_today()
    )
    SELECT g.*, app_may_give(role, institution_id, division, topics) AS is_changeable FROM (
      SELECT g.id, g.account_id, g.role, g.institution_id, organiser_name(g.institution_id) AS institution, g.division, d.name AS division_name,
        g.topics, lower(g.valid) AS "from", upper(g.valid) AS until, g.reason, g.granted_by, g.confirmed_by, g.made_at,
        (extract(epoch FROM g.made_at) * 1000000)::bigint AS micros,
        CASE WHEN upper(g.valid) <= now() THEN 'ended' WHEN g.needs_second AND g.confirmed_at IS NULL THEN 'proposed'
          WHEN lower(g.valid) > now() THEN 'future' ELSE 'active' END AS state
      FROM grants g LEFT JOIN divisions d ON d.code = g.division
    ) g
    WHERE (${grant}::uuid IS NULL OR g.id = ${grant}::uuid) AND (${account}::uuid IS NULL OR g.account_id = ${account}::uuid)
      AND (${role}::text IS NULL OR g.role = ${role}) AND (${state}::text IS NULL OR g.state = ${state})
      AND (${institution}::bigint IS NULL OR g.institution_id = ${institution}::bigint)
      AND (${within}::bigint IS NULL OR g.institution_id IN (SELECT id FROM branch))
      AND (${cursor?.id ?? null}::uuid IS NULL OR (g.micros, g.id) < (${cursor?.micros ?? null}::bigint, ${cursor?.id ?? null}::uuid))
    ORDER BY g.micros DESC, g.id DESC LIMIT ${limit}`.execute(tx);
  return rows;
}

/** Which of area and topics are not known. */
export async function findUnknown(
  tx: Tx,
  { division, topics }: Pick<Reach, 'division' | 'topics'>,
): Promise<{ division: boolean; topics: boolean }> {
  const { rows } = await sql<{ division: boolean; topics: boolean }>`
    SELECT ${division}::text IS NOT NULL AND NOT EXISTS (SELECT FROM divisions WHERE code = ${division}) AS division,
      NOT ${[...topics]}::text[] <@ ARRAY(SELECT code FROM terms WHERE vocabulary = 'topic') AS topics`.execute(tx);
  return rows[0]!;
}
