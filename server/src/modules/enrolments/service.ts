import { randomUUID } from 'node:crypto';
import type { EnrolmentState, PoolKind } from '../../contract/enrolment-states.ts';
import type { Reason } from '../../contract/errors.ts';
import { nameOf, withActor, type Actor, type Database, type Tx } from '../../db/index.ts';
import { Conflict, NotFound } from '../../errors.ts';
import { toDateTime } from '../../formats/shanghai-time.ts';
import { act, type Acting } from '../audit/act.ts';
import { actTogether, type Outcome } from '../audit/act-together.ts';
import { Groups } from './groups.ts';
import {
  changeEnrolment,
  findEnrolledThing,
  findOwn,
  insertEnrolments,
  listEnrolledIn,
  listOwn,
  listPools,
  type EnrolmentRow,
  type Entered,
  type PoolRef,
} from './queries.ts';
import type { Enrolled, Enrolment, SeatPool } from './schema.ts';

export interface EnrolmentsParts {
  database: Database;
}

const WHY_NOT = {
  not_here: 'not_enrolled_here',
  not_on: 'does_not_take_place',
  over: 'over_already',
  deadline: 'deadline_passed',
} as const satisfies Record<string, Reason>;

const toTime = (at: Date | null) => at && toDateTime(at);
const toEnrolment = (row: EnrolmentRow): Enrolment => ({
  id: row.id,
  kind: row.kind,
  thing: row.thing,
  pool: row.pool,
  title: row.title,
  place: row.place,
  startsAt: toTime(row.starts_at),
  endsAt: toTime(row.ends_at),
  state: row.state,
  ahead: row.ahead,
  offeredUntil: toTime(row.offered_until),
  enrolledAt: toDateTime(row.made_at),
  isOn: row.is_on,
  clash: row.clash,
});

export const listEnrolments = ({ database }: EnrolmentsParts, actor: Actor) =>
  withActor(database, actor, async (tx) => ({ enrolments: (await listOwn(tx)).map(toEnrolment) }));

async function readOwn(tx: Tx, id: string): Promise<Enrolment> {
  const row = await findOwn(tx, id);
  if (!row) throw new NotFound();
  return toEnrolment(row);
}

/** What is on offer is told to everybody, one's own place to oneself. */
export const getOffer = (
  { database }: EnrolmentsParts,
  actor: Actor,
  { kind, id }: { kind: PoolKind; id: number },
): Promise<{ pools: SeatPool[] }> =>
  withActor(database, actor, async (tx) => {
    const pools = await listPools(tx, kind, id);
    const own = pools.length === 0 ? [] : await listOwn(tx);
    const live = own.filter(({ thing, state }) => thing === id && ['seated', 'waiting', 'offered'].includes(state));
    return {
      pools: pools.map(({ starts_at, ends_at, deadline, ...pool }) => {
        const mine = live.find((one) => one.kind === kind && one.pool === pool.pool);
        return {
          ...pool,
          startsAt: toTime(starts_at),
          endsAt: toTime(ends_at),
          deadline: toTime(deadline),
          mine: mine ? toEnrolment(mine) : null,
        };
      }),
    };
  });

interface Asked {
  acting: Acting;
  pool: PoolRef;
}
/** Enrols who waits for one pool in this process by one statement, and each with their own entry. */
export class EnrolDesk {
  readonly #groups: Groups<Asked, Enrolment>;

  constructor({ database }: EnrolmentsParts) {
    this.#groups = new Groups((asks) => enrolTogether(database, asks));
  }

  enrol(acting: Acting, pool: PoolRef): Promise<Enrolment> {
    // Without a key nobody sends it again.
    const twin = `${nameOf(acting.actor)} ${acting.idempotency?.key ?? randomUUID()}`;
    return this.#groups.ask(`${pool.kind} ${pool.id} ${pool.pool}`, twin, { acting, pool });
  }
}

function enrolTogether(database: Database, asks: readonly Asked[]) {
  const { pool } = asks[0]!;
  const actings = asks.map(({ acting }) => acting);
  return actTogether(database, actings, async (tx, whos) =>
    (await insertEnrolments(tx, pool, whos)).map((entered) => toOutcome(pool, entered)),
  );
}

function toOutcome(pool: PoolRef, entered: Entered): Outcome<Enrolment> {
  if (entered.refusal === 'hidden') return { refusal: new NotFound() };
  if (entered.refusal !== null) return { refusal: new Conflict(WHY_NOT[entered.refusal]) };
  const answer = toEnrolment(entered);
  const after = { thing: pool.id, pool: pool.pool, state: answer.state };
  return { answer, notes: [{ action: 'enrolments.enrol', subject: `enrolment:${answer.id}`, after }] };
}

export const change = (
  { database }: EnrolmentsParts,
  acting: Acting,
  { enrolment, wanted }: { enrolment: string; wanted: EnrolmentState },
): Promise<Enrolment> =>
  act(database, acting, async (tx, note) => {
    const refusal = await changeEnrolment(tx, enrolment, wanted);
    if (refusal === 'hidden') throw new NotFound();
    if (refusal !== null) throw new Conflict(refusal);
    note({ action: 'enrolments.change', subject: `enrolment:${enrolment}`, after: { state: wanted } });
    return readOwn(tx, enrolment);
  });

export const listEnrolled = (
  { database }: EnrolmentsParts,
  actor: Actor,
  pin: number,
): Promise<{ title: string; enrolled: Enrolled[] }> =>
  withActor(database, actor, async (tx) => {
    const title = await findEnrolledThing(tx, pin);
    if (title === null) throw new NotFound();
    const enrolled = (await listEnrolledIn(tx, pin)).map(({ starts_at, made_at, offered_until, ...row }) => ({
      ...row,
      startsAt: toTime(starts_at),
      enrolledAt: toDateTime(made_at),
      offeredUntil: toTime(offered_until),
    }));
    return { title, enrolled };
  });
