import { sql } from 'kysely';
import type { EnrolmentState, EnrolRefusal, PoolKind } from '../../contract/enrolment-states.ts';
import type { Tx } from '../../db/index.ts';
import type { NamedAct } from '../audit/queries.ts';

export interface EnrolmentRow {
  id: string;
  kind: PoolKind;
  thing: number;
  pool: string;
  title: string;
  place: string | null;
  starts_at: Date | null;
  ends_at: Date | null;
  state: EnrolmentState;
  ahead: number | null;
  offered_until: Date | null;
  made_at: Date;
  is_on: boolean;
  clash: boolean;
}
export const listOwn = async (tx: Tx): Promise<EnrolmentRow[]> =>
  (await sql<EnrolmentRow>`SELECT * FROM own_enrolments()`.execute(tx)).rows;

export async function findOwn(tx: Tx, id: string): Promise<EnrolmentRow | undefined> {
  return (await sql<EnrolmentRow>`SELECT * FROM own_enrolment(${id}::uuid)`.execute(tx)).rows[0];
}

export interface PoolRef {
  kind: PoolKind;
  id: number;
  pool: string;
}
export type Entered = (EnrolmentRow & { refusal: null }) | { id: null; refusal: EnrolRefusal | 'hidden' };
/** Each in its order, by one statement. */
export const insertEnrolments = async (
  tx: Tx,
  { kind, id, pool }: PoolRef,
  whos: readonly NamedAct[],
): Promise<Entered[]> =>
  (
    await sql<Entered>`
    SELECT * FROM enrol_together(${kind}, ${id}::bigint, ${pool}, ${JSON.stringify(whos)}::jsonb)`.execute(tx)
  ).rows;

/** Null where it is so now, or was before. */
export async function changeEnrolment(
  tx: Tx,
  id: string,
  wanted: EnrolmentState,
): Promise<'hidden' | 'offer_over' | null> {
  const { rows } = await sql<{
    refusal: 'hidden' | 'offer_over' | null;
  }>`SELECT change_enrolment(${id}::uuid, ${wanted}) AS refusal`.execute(tx);
  return rows[0]!.refusal;
}

export interface PoolRow {
  pool: string;
  place: string | null;
  starts_at: Date | null;
  ends_at: Date | null;
  capacity: number | null;
  taken: number;
  waiting: number;
  deadline: Date | null;
  refusal: EnrolRefusal | null;
}
export const listPools = async (tx: Tx, kind: PoolKind, id: number): Promise<PoolRow[]> =>
  (await sql<PoolRow>`SELECT * FROM enrolment_offer(${kind}, ${id}::bigint)`.execute(tx)).rows;

/** Null where who asks does not write it. */
export async function findEnrolledThing(tx: Tx, pin: number): Promise<string | null> {
  const { rows } = await sql<{ title: string | null }>`SELECT enrolled_thing(${pin}::bigint) AS title`.execute(tx);
  return rows[0]!.title;
}
export interface EnrolledRow {
  id: string;
  pool: string;
  starts_at: Date | null;
  state: EnrolmentState;
  position: number;
  name: string | null;
  made_at: Date;
  offered_until: Date | null;
}
export const listEnrolledIn = async (tx: Tx, pin: number): Promise<EnrolledRow[]> =>
  (await sql<EnrolledRow>`SELECT * FROM enrolled_in(${pin}::bigint)`.execute(tx)).rows;
