import { sql } from 'kysely';
import type { Kind } from '../../contract/kinds.ts';
import type { Lang } from '../../contract/lists.ts';
import type { Tx } from '../../db/index.ts';
import type { FRESHNESS_STATES } from './schema.ts';

type State = (typeof FRESHNESS_STATES)[number];
type Outcome = 'done' | 'hidden' | 'closed';

async function answerOf(tx: Tx, query: ReturnType<typeof sql<{ came: Outcome }>>): Promise<Outcome> {
  return (await query.execute(tx)).rows[0]!.came;
}
export const confirmThing = (tx: Tx, thing: number) =>
  answerOf(tx, sql`SELECT confirm_thing(${thing}::bigint) AS came`);
export const undoConfirmation = (tx: Tx, thing: number) =>
  answerOf(tx, sql`SELECT undo_confirmation(${thing}::bigint) AS came`);

export interface ConfirmationRow {
  kind: Kind;
  is_public: boolean;
  state: State;
  confirmed_on: string | null;
  confirmed_by: string | null;
  hides_on: string | null;
}
/** Of what who acts may confirm. */
export async function findConfirmation(tx: Tx, thing: number, today: string): Promise<ConfirmationRow | null> {
  const { rows } = await sql<ConfirmationRow>`
    SELECT * FROM confirmation_of(${thing}::bigint, ${today}::date)`.execute(tx);
  return rows[0] ?? null;
}

export interface CountRow {
  county: string | null;
  name: string | null;
  name_en: string | null;
  kind: Kind;
  state: State;
  things: number;
}
export async function countFreshness(tx: Tx, today: string): Promise<CountRow[]> {
  const { rows } = await sql<CountRow>`
    SELECT c.county, d.name, d.name_en, c.kind, c.state, c.things
    FROM freshness_counts(${today}::date) c LEFT JOIN divisions d ON d.code = c.county ORDER BY c.county`.execute(tx);
  return rows;
}

export interface ThingRow {
  id: number;
  kind: Kind;
  title: string;
  institution: number | null;
  institution_name: string | null;
  state: State;
  confirmed_on: string | null;
  confirmed_by: string | null;
  hides_on: string | null;
  is_demo: boolean;
  total: number;
}
export interface ThingsWanted {
  /** null = in none */
  county: string | null;
  kind: Kind | null;
  states: readonly State[];
  after: { on: string | null; id: number } | null;
  most: number;
}
export async function listFreshness(tx: Tx, today: string, wanted: ThingsWanted): Promise<ThingRow[]> {
  const { county, kind, states, after, most } = wanted;
  const { rows } = await sql<ThingRow>`
    SELECT f.*, organiser_name(f.institution) AS institution_name FROM freshness_things(${today}::date, ${county}, ${kind},
      ${[...states]}::text[], ${after?.on ?? null}::date, ${after?.id ?? null}::bigint, ${most}) f`.execute(tx);
  return rows;
}

/** A thing whose author has not been asked since it was confirmed, with how the author is reached. As the owner. */
export interface DueRow {
  account: string;
  person: string;
  data_key: Buffer;
  lang: Lang;
  thing: number;
  kind: Kind;
  title: string;
  revision: number;
  confirmed_on: string;
}
export async function listDue(tx: Tx, today: string): Promise<DueRow[]> {
  const { rows } = await sql<DueRow>`
    SELECT a.id AS account, p.id AS person, p.data_key, a.lang, t.id AS thing, t.kind, t.title, t.revision, t.confirmed_on
    FROM revisions r
      JOIN thing_records t ON t.id = r.pin_id AND t.state = 'published' AND t.ageing_on <= ${today}::date
        AND coalesce(t.last_day >= ${today}::date, true) AND NOT t.is_demo
      JOIN accounts w ON w.id = r.author
      JOIN accounts a ON a.id = coalesce(w.merged_into, w.id) AND a.state = 'active'
      JOIN persons p ON p.id = a.person_id AND p.data_key IS NOT NULL
    WHERE r.state = 'published' AND account_may(a.id, 'things.write', t.institution_id)
      AND NOT EXISTS (SELECT FROM freshness_questions q WHERE q.thing_id = t.id AND q.confirmed_on = t.confirmed_on)
      AND NOT EXISTS (SELECT FROM freshness_messages m WHERE m.account_id = a.id AND m.day = ${today}::date)
    ORDER BY a.id, t.confirmed_on, t.id`.execute(tx);
  return rows;
}
/** False where the account had its message of that day. */
export async function beginMessage(tx: Tx, account: string, day: string): Promise<boolean> {
  const { rows } = await sql`INSERT INTO freshness_messages (account_id, day) VALUES (${account}::uuid, ${day}::date)
    ON CONFLICT DO NOTHING RETURNING day`.execute(tx);
  return rows.length > 0;
}
/** False where somebody was asked meanwhile. */
export async function askOf(tx: Tx, due: DueRow, linkHash: Buffer, days: number): Promise<boolean> {
  const { rows } = await sql`
    INSERT INTO freshness_questions (thing_id, confirmed_on, account_id, revision, link_hash, expires_at)
    VALUES (${due.thing}::bigint, ${due.confirmed_on}::date, ${due.account}::uuid, ${due.revision}, ${linkHash},
      now() + ${days} * interval '1 day')
    ON CONFLICT DO NOTHING RETURNING id`.execute(tx);
  return rows.length > 0;
}

export type QuestionState = 'open' | 'answered' | 'expired' | 'gone' | 'changed' | 'over';
export interface QuestionRow {
  state: QuestionState;
  id: number;
  account: string;
  lang: Lang;
  thing: number;
  kind: Kind;
  title: string;
  confirmed_on: string | null;
}
/** Null for what was never sent. */
export async function findQuestion(tx: Tx, link: Buffer, today: string): Promise<QuestionRow | null> {
  const { rows } = await sql<QuestionRow>`SELECT * FROM find_question(${link}, ${today}::date)`.execute(tx);
  return rows[0] ?? null;
}
export async function answerQuestion(tx: Tx, link: Buffer, today: string): Promise<QuestionState | 'done' | null> {
  const { rows } = await sql<{ came: QuestionState | 'done' | null }>`
    SELECT answer_question(${link}, ${today}::date) AS came`.execute(tx);
  return rows[0]!.came;
}
