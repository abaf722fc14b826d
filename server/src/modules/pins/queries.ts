import { sql } from 'kysely';
import type { InstitutionRef, NamedThing } from '../../contract/common.ts';
import type { FormBody, PinKind } from '../../contract/form.ts';
import type { Flag, PinPresence, PinState, RevisionState } from '../../contract/lifecycle.ts';
import { ORGANISER, traitsOf, type Kind } from '../../contract/kinds.ts';
import type { StoredThing, Tx } from '../../db/index.ts';

/** What the functions of the database answer to somebody who acts. */
export type Outcome = 'done' | 'hidden' | 'closed' | 'changed' | 'not_yours';

/** Null: hidden from who acts. Throws where somebody else is at it. */
export async function beginRevision(
  tx: Tx,
  {
    kind,
    thing,
    institution,
    body,
  }: { kind: PinKind; thing: number | null; institution: number | null; body: FormBody },
): Promise<string | null> {
  const { rows } = await sql<{ id: string | null }>`
    SELECT begin_revision(${kind}, ${thing}::bigint, ${institution}::bigint, ${JSON.stringify(body)}::jsonb) AS id`.execute(
    tx,
  );
  return rows[0]!.id;
}

const answerOf = async (query: ReturnType<typeof sql<{ came: Outcome }>>, tx: Tx): Promise<Outcome> =>
  (await query.execute(tx)).rows[0]!.came;

export const saveRevision = (
  tx: Tx,
  { id, saved, body, institution }: { id: string; saved: number; body: FormBody; institution: number | null },
) =>
  answerOf(
    sql`SELECT save_revision(${id}::uuid, ${saved}, ${JSON.stringify(body)}::jsonb, ${institution}::bigint) AS came`,
    tx,
  );
export const submitRevision = (
  tx: Tx,
  { id, saved, flags, publishAt }: { id: string; saved: number; flags: readonly Flag[]; publishAt: Date | null },
) =>
  answerOf(
    sql`SELECT submit_revision(${id}::uuid, ${saved}, ${[...flags]}::text[], ${publishAt}::timestamptz) AS came`,
    tx,
  );
export const rescheduleRevision = (
  tx: Tx,
  { id, saved, publishAt }: { id: string; saved: number; publishAt: Date | null },
) => answerOf(sql`SELECT reschedule_revision(${id}::uuid, ${saved}, ${publishAt}::timestamptz) AS came`, tx);
export const takeBackRevision = (tx: Tx, id: string) =>
  answerOf(sql`SELECT take_back_revision(${id}::uuid) AS came`, tx);
export const discardRevision = (tx: Tx, id: string) => answerOf(sql`SELECT discard_revision(${id}::uuid) AS came`, tx);
export const askSecondOpinion = (tx: Tx, id: string, reason: string) =>
  answerOf(sql`SELECT ask_second_opinion(${id}::uuid, ${reason}) AS came`, tx);
export const setPinStatus = (
  tx: Tx,
  { pin, status, day, note }: { pin: number; status: string; day: string | null; note: string },
) => answerOf(sql`SELECT set_pin_status(${pin}::bigint, ${status}, ${day}::date, ${note}) AS came`, tx);
export const leavePublic = (tx: Tx, pin: number, becomes: 'withdrawn' | 'archived', reason: string) =>
  answerOf(sql`SELECT leave_public(${pin}::bigint, ${becomes}, ${reason}) AS came`, tx);

export interface RevisionRow {
  id: string;
  pin: number;
  kind: PinKind;
  n: number;
  institution_id: number | null;
  institution: string | null;
  state: RevisionState;
  saved: number;
  body: FormBody;
  base: FormBody | null;
  flags: Flag[];
  publish_at: Date | null;
  made_at: Date;
  saved_at: Date;
  submitted_at: Date | null;
  is_mine: boolean;
}
/** Null where row-level security hides it from who acts. */
export async function findRevision(tx: Tx, id: string): Promise<RevisionRow | null> {
  const { rows } = await sql<RevisionRow>`
    SELECT r.id, r.pin_id AS pin, p.kind, r.n, p.institution_id, organiser_name(p.institution_id) AS institution, r.state, r.saved,
      r.body, r.base, r.flags, r.publish_at, r.made_at, r.saved_at, r.submitted_at,
      coalesce(r.author = app_account(), false) AS is_mine
    FROM revisions r JOIN pins p ON p.id = r.pin_id WHERE r.id = ${id}::uuid`.execute(tx);
  return rows[0] ?? null;
}

export interface DecisionRow {
  id: string;
  decision: 'approve' | 'return';
  reason: string | null;
  is_mine: boolean;
  decided_at: Date;
  undone_at: Date | null;
}
/** Newest first. */
export async function listDecisions(tx: Tx, revision: string): Promise<DecisionRow[]> {
  const { rows } = await sql<DecisionRow>`
    SELECT id, decision, reason, coalesce(decided_by = app_account(), false) AS is_mine, decided_at, undone_at
    FROM decisions WHERE revision_id = ${revision}::uuid ORDER BY decided_at DESC, id`.execute(tx);
  return rows;
}

export interface PinRowRow {
  pin: number;
  kind: PinKind;
  title: string;
  institution_id: number | null;
  institution: string | null;
  presence: PinPresence;
  state: PinState;
  open_id: string | null;
  open_state: RevisionState | null;
  open_saved: number | null;
  publish_at: Date | null;
  status: string | null;
  reason: string | null;
  is_mine: boolean;
  changed_at: Date;
  micros: number;
  total: number;
}
export interface PinsWanted {
  pin?: number | undefined;
  state?: PinState | undefined;
  kind?: PinKind | undefined;
  mine?: boolean | undefined;
  q?: string | undefined;
  cursor?: { micros: number; pin: number } | undefined;
  limit: number;
}

/** What who acts wrote or may act on, last changed first, each with how many there are of all. */
export async function listPins(tx: Tx, wanted: PinsWanted): Promise<PinRowRow[]> {
  const { pin = null, state = null, kind = null, mine = null, q = null, cursor, limit } = wanted;
  const { rows } = await sql<PinRowRow>`
    WITH seen AS MATERIALIZED (
      SELECT p.id AS pin, p.kind, p.institution_id, p.presence, o.id AS open_id, o.state AS open_state, o.saved AS open_saved, o.publish_at, t.status, p.changed_at,
        (extract(epoch FROM p.changed_at) * 1000000)::bigint AS micros, pin_state(p.presence, o.state, t.status) AS state,
        coalesce(o.body, l.body) AS body, coalesce(coalesce(o.author, l.author) = app_account(), false) AS is_mine
      FROM pins p
        LEFT JOIN revisions o ON o.pin_id = p.id AND o.state IN ('draft', 'submitted', 'returned', 'approved')
        LEFT JOIN LATERAL (SELECT body, author FROM revisions r WHERE r.pin_id = p.id AND r.state <> 'discarded' ORDER BY n DESC LIMIT 1) l ON true
        CROSS JOIN LATERAL (SELECT pin_status(p.id) AS status) t
      WHERE (${pin}::bigint IS NULL OR p.id = ${pin}::bigint) AND (${kind}::text IS NULL OR p.kind = ${kind})
    ), wanted AS (
      SELECT s.*, coalesce(nullif(coalesce(s.body->>'title', s.body->>'name'), ''), pin_title(s.pin), '') AS title FROM seen s
    ), counted AS (
      SELECT w.*, count(*) OVER () AS total FROM wanted w
      WHERE (${state}::text IS NULL OR w.state = ${state}) AND (${mine}::boolean IS NULL OR w.is_mine = ${mine}::boolean)
        AND (${state}::text IS NOT NULL OR ${pin}::bigint IS NOT NULL OR w.state <> 'discarded')
        AND (${q}::text IS NULL OR position(lower(${q}) IN lower(w.title)) > 0)
    )
    SELECT c.pin, c.kind, c.title, c.institution_id, organiser_name(c.institution_id) AS institution, c.presence, c.open_id,
      c.open_state, c.open_saved, c.publish_at, c.state, c.status, c.is_mine, c.changed_at, c.micros, c.total::int,
      (SELECT d.reason FROM decisions d WHERE d.revision_id = c.open_id AND d.decision = 'return' AND d.undone_at IS NULL
        ORDER BY d.decided_at DESC LIMIT 1) AS reason
    FROM counted c
    WHERE ${cursor?.pin ?? null}::bigint IS NULL OR (c.micros, c.pin) < (${cursor?.micros ?? null}::bigint, ${cursor?.pin ?? null}::bigint)
    ORDER BY c.micros DESC, c.pin DESC LIMIT ${limit}`.execute(tx);
  return rows;
}

export interface EventRow {
  at: Date;
  what: string;
  n: number | null;
  status: string | null;
  day: string | null;
  reason: string | null;
  fields: string[];
  by: 'me' | 'author' | 'moderator' | 'colleague' | 'platform';
}
/** Newest first. */
export async function listEvents(tx: Tx, pin: number): Promise<EventRow[]> {
  const { rows } = await sql<EventRow>`
    SELECT e.at, e.what, e.n, e.status, e.day, e.reason, e.fields, CASE
        WHEN e.by_account = app_account() THEN 'me'
        WHEN e.by_account IS NULL THEN 'platform'
        WHEN e.what IN ('returned', 'approved', 'published', 'restored', 'decision_undone') THEN 'moderator'
        WHEN e.what IN ('status', 'withdrawn', 'archived', 'confirmed', 'confirmation_undone') THEN 'colleague'
        ELSE 'author' END AS by
    FROM pin_events e WHERE e.pin_id = ${pin}::bigint ORDER BY e.id DESC`.execute(tx);
  return rows;
}

/** What who acts may do with a public thing; null where it is no pin and no thing of theirs. */
export async function findRights(
  tx: Tx,
  pin: number,
): Promise<{ kind: PinKind; institution: number | null; write: boolean; review: boolean } | null> {
  const { rows } = await sql<{ kind: PinKind; institution: number | null; write: boolean; review: boolean }>`
    SELECT * FROM pin_rights(${pin}::bigint)`.execute(tx);
  return rows[0] ?? null;
}

/** For whom who acts may write, those that stand highest first. */
export async function listMyInstitutions(tx: Tx, limit: number): Promise<{ rows: InstitutionRef[]; total: number }> {
  const { rows } = await sql<InstitutionRef & { total: number }>`
    SELECT i.id, i.name, count(*) OVER ()::int AS total FROM public_institution_nodes i
    WHERE i.id IN (SELECT app_scope('things.write')) AND (i.closed_on IS NULL OR i.closed_on > app_today())
    ORDER BY array_position(ARRAY['province', 'city', 'county', 'township', 'village', 'none'], i.level), i.name, i.id
    LIMIT ${limit}`.execute(tx);
  return { rows: rows.map(({ id, name }) => ({ id, name })), total: rows[0]?.total ?? 0 };
}

/** The form as the thing is public, or was; null: there is none, or it is not theirs to see. */
export async function readCopied(tx: Tx, kind: PinKind, thing: number): Promise<FormBody | null> {
  const { rows } = await sql<{ body: FormBody | null }>`SELECT copied_body(${kind}, ${thing}::bigint) AS body`.execute(
    tx,
  );
  return rows[0]!.body;
}

export async function publishDue(tx: Tx): Promise<number> {
  const { rows } = await sql<{ done: number }>`SELECT publish_due() AS done`.execute(tx);
  return rows[0]!.done;
}

/** A public thing that nobody here has touched yet. */
export async function describeThing(
  tx: Tx,
  thing: number,
  kind: PinKind,
): Promise<{ title: string; institution_id: number | null; institution: string | null; status: string | null }> {
  const { rows } = await sql<Awaited<ReturnType<typeof describeThing>>>`
    SELECT coalesce(body->>'title', body->>'name', '') AS title, r.institution AS institution_id,
      organiser_name(r.institution) AS institution, public_status(${kind}, ${thing}::bigint) AS status
    FROM public_body(${kind}, ${thing}::bigint) AS body, pin_rights(${thing}::bigint) AS r`.execute(tx);
  return rows[0]!;
}

/** As the owner, in a transaction that is taken back. */
export async function publishThing(
  tx: Tx,
  { kind, pin, institution_id, body }: Pick<RevisionRow, 'kind' | 'pin' | 'institution_id' | 'body'>,
): Promise<void> {
  await sql`SELECT publish_thing(${kind}, ${pin}::bigint, ${institution_id}::bigint, ${JSON.stringify(body)}::jsonb)`.execute(
    tx,
  );
}

/** Keeps the files for another day; those among them that who acts may not show. */
export async function holdFiles(tx: Tx, names: readonly string[]): Promise<string[]> {
  if (names.length === 0) return [];
  const { rows } = await sql<{ name: string }>`SELECT hold_files(${[...names]}::text[]) AS name`.execute(tx);
  return rows.map(({ name }) => name);
}

/** Those of `named` that are public, with the division they are in. */
export async function listNamedThings(
  tx: Tx,
  things: readonly StoredThing[],
  named: readonly { kind: Kind; id: number }[],
): Promise<NamedThing[]> {
  const selects = things.flatMap(({ kind, view, title }) => {
    const ids = named.filter((one) => one.kind === kind).map(({ id }) => id);
    if (ids.length === 0) return [];
    return sql`(SELECT DISTINCT ON (t.id) t.id, ${kind}::text AS kind, t.${sql.ref(title)} AS title, ${divisionOf(kind)} AS division
      FROM ${sql.table(view)} t WHERE t.id = ANY (${ids}::bigint[]))`;
  });
  if (selects.length === 0) return [];
  const { rows } = await sql<NamedThing>`${sql.join(selects, sql` UNION ALL `)}`.execute(tx);
  return rows;
}
function divisionOf(kind: Kind) {
  if (kind === ORGANISER) return sql`t.division`;
  const ofOrganiser = sql`(SELECT i.division FROM public_institution_nodes i WHERE i.id = t.institution_id)`;
  return traitsOf(kind).places === 'none'
    ? ofOrganiser
    : sql`coalesce((SELECT p.division FROM public_places p WHERE p.id = t.place_id), ${ofOrganiser})`;
}

/** Those among `institutions` for which who acts may not write. */
export async function listNotWritable(tx: Tx, institutions: readonly number[]): Promise<number[]> {
  if (institutions.length === 0) return [];
  const { rows } = await sql<{ id: number }>`
    SELECT id FROM unnest(${[...institutions]}::bigint[]) t (id) WHERE NOT app_may('things.write', id)`.execute(tx);
  return rows.map(({ id }) => id);
}
