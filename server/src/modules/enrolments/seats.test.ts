import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../db/index.ts';
import { Conflict } from '../../errors.ts';
import { breakAt } from '../../testing/broken.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/database.ts';
import { seed } from '../../testing/rounds.ts';
import { insertActivity, insertSample, type Sample } from '../../testing/sample.ts';
import { insertSignedIn } from '../../testing/signed-in.ts';
import type { Acting } from '../audit/act.ts';
import type { Enrolment } from './schema.ts';
import { change, EnrolDesk } from './service.ts';
import { SeatsModel, type Place, type Wanted } from './seats-model.ts';

const RUNS = process.env['SIZE'] === 'full' ? 10_000 : 30;
const PEOPLE = 6;
const SOON = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);

type Doing = 'enrol' | Wanted;
interface Break {
  nth: number;
  when: 'before' | 'after';
}
type Step =
  | { what: 'one'; who: number; does: Doing; breaks: Break | null }
  | { what: 'crowd'; doing: { who: number; does: Doing; breaks: Break | null }[] }
  | { what: 'hold'; capacity: number | null }
  | { what: 'call off' | 'call on' | 'time passes' | 'minute' }
  | { what: 'erase'; who: number };

let database: TestDatabase;
let sample: Sample;
const cast: { account: string; person: string; actor: Actor }[] = [];
beforeAll(async () => {
  database = await openTestDatabase();
  sample = await insertSample(database.pool);
  for (let n = 0; n < PEOPLE; n++) await castAnew(n);
});
afterAll(() => database.close());

async function castAnew(n: number): Promise<void> {
  const somebody = await insertSignedIn(database.pool);
  cast[n] = { ...somebody, actor: { kind: 'account', ...somebody, onBehalfOf: null } };
}

const who = fc.nat(PEOPLE - 1);
const breaks: fc.Arbitrary<Break | null> = fc.oneof(
  { weight: 5, arbitrary: fc.constant(null) },
  {
    weight: 1,
    arbitrary: fc.record({ nth: fc.integer({ min: 1, max: 8 }), when: fc.constantFrom('before', 'after') }),
  },
);
const does = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Doing>('enrol') },
  { weight: 3, arbitrary: fc.constantFrom<Doing>('cancelled', 'seated', 'declined') },
);
const one = fc.record({ who, does, breaks });
const capacity = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 1, max: 3 }) },
  { weight: 1, arbitrary: fc.constant(null) },
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 14, arbitrary: one.map((it) => ({ what: 'one' as const, ...it })) },
  {
    weight: 3,
    arbitrary: fc.array(one, { minLength: 2, maxLength: 6 }).map((doing) => ({ what: 'crowd' as const, doing })),
  },
  { weight: 2, arbitrary: capacity.map((it) => ({ what: 'hold' as const, capacity: it })) },
  { weight: 4, arbitrary: fc.constantFrom({ what: 'time passes' as const }, { what: 'minute' as const }) },
  { weight: 1, arbitrary: fc.constantFrom({ what: 'call off' as const }, { what: 'call on' as const }) },
  { weight: 1, arbitrary: who.map((it) => ({ what: 'erase' as const, who: it })) },
);

/** One thing with one pool, the database and the model of it. */
class Play {
  readonly id: number;
  readonly model: SeatsModel;
  readonly #desks = [new EnrolDesk({ database }), new EnrolDesk({ database })];
  readonly #gone = new Set<number>();
  readonly #ids = new Map<string, number>();
  /** How many entries the record must have. */
  #acts = 0;

  constructor(id: number, capacity: number | null) {
    this.id = id;
    this.model = new SeatsModel(capacity);
  }

  async take(step: Step): Promise<void> {
    if (step.what === 'one') await this.#doOne(step);
    else if (step.what === 'crowd') await this.#doTogether(step.doing);
    else if (step.what === 'hold') await this.#hold(step.capacity);
    else if (step.what === 'erase') await this.#erase(step.who);
    else if (step.what === 'minute') await this.#letAMinutePass();
    else if (step.what === 'time passes') {
      await this.#write(
        "UPDATE enrolments SET offered_until = now() - interval '1 s' WHERE state = 'offered' AND pool_id IN (SELECT p.id FROM seat_pools p WHERE p.thing_id = $1)",
      );
      this.model.letTimePass();
    } else {
      this.model.isOn = step.what === 'call on';
      await this.#write(
        `UPDATE activities SET status = '${this.model.isOn ? 'scheduled' : 'cancelled'}' WHERE id = $1`,
      );
    }
    const { places, next, seatsLeft } = await this.#read();
    expect({ places, next, seatsLeft }).toEqual({
      places: this.model.places,
      next: this.model.next,
      seatsLeft: this.model.seatsLeft,
    });
    expect(this.model.faults()).toEqual([]);
  }

  async end(): Promise<void> {
    const { rows } = await database.pool.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM audit WHERE subject = ANY ($1)',
      [[...this.#ids.keys()].map((id) => `enrolment:${id}`)],
    );
    expect(rows[0]!.n).toBe(this.#acts);
  }
  async recast(): Promise<void> {
    for (const person of this.#gone) await castAnew(person);
  }

  /** A transaction that breaks off is tried again with the same key. */
  async #try(
    who: number,
    does: Doing,
    { breaks, desk = 0 }: { breaks: Break | null; desk?: number },
  ): Promise<Enrolment | string> {
    const key = randomUUID();
    const acting = (): Acting => ({
      ...{ actor: cast[who]!.actor, now: new Date(), requestId: '' },
      idempotency: { key, hash: Buffer.from(does), onReplay: () => undefined },
    });
    const id = this.#lastId(who);
    const tryOn = async (db: TestDatabase, at: EnrolDesk): Promise<Enrolment | string> => {
      const done =
        does === 'enrol'
          ? at.enrol(acting(), { kind: 'activity', id: this.id, pool: SOON })
          : change({ database: db }, acting(), { enrolment: id!, wanted: does });
      return done.catch((cause: unknown) => {
        if (cause instanceof Conflict) return cause.reason!;
        throw cause;
      });
    };
    if (breaks) {
      const broken = breakAt(database, breaks.nth, breaks.when);
      await tryOn(broken, new EnrolDesk({ database: broken })).catch((cause: unknown) =>
        expect(String(cause)).toContain('the connection broke'),
      );
    }
    // Tapped twice, answered alike.
    const [first, second] = await Promise.all([
      tryOn(database, this.#desks[desk]!),
      tryOn(database, this.#desks[desk]!),
    ]);
    // What was refused to one may be done for the other: a seat is left meanwhile.
    const done = [first, second].filter((came) => typeof came !== 'string');
    if (done.length > 0) this.#acts++;
    expect(done).toEqual(done.map(() => done[0]));
    return first;
  }

  #isOut = (who: number, does: Doing) => this.#gone.has(who) || (does !== 'enrol' && !this.model.lastOf(who));

  async #doOne({ who, does, breaks }: { who: number; does: Doing; breaks: Break | null }): Promise<void> {
    if (this.#isOut(who, does)) return;
    const came = await this.#try(who, does, { breaks });
    const place = does === 'enrol' ? this.model.enrol(who) : this.model.change(who, does);
    if (place) expect(came).toMatchObject({ state: place.state, ahead: this.model.aheadOf(place) });
    else expect(came).toBe(does === 'enrol' ? 'does_not_take_place' : 'offer_over');
  }

  /** In two processes; the order is told by the places they have afterwards. */
  async #doTogether(doing: { who: number; does: Doing; breaks: Break | null }[]): Promise<void> {
    const able = doing.filter(({ who, does }) => !this.#isOut(who, does));
    await Promise.all(able.map(({ who, does, breaks }, n) => this.#try(who, does, { breaks, desk: n % 2 })));
    const { places, next, seatsLeft } = await this.#read();
    expect(this.model.adopt(places, next, seatsLeft)).toEqual([]);
  }

  async #hold(capacity: number | null): Promise<void> {
    await this.#write(
      'UPDATE activities SET capacity = $2::int, seats_left = CASE WHEN seats_left > $2 THEN $2 ELSE seats_left END WHERE id = $1',
      [capacity],
    );
    this.model.hold(capacity);
  }
  async #letAMinutePass(): Promise<void> {
    await database.pool.query(
      `WITH asked AS (DELETE FROM jobs WHERE kind = 'enrolments.follow' RETURNING payload)
       SELECT settle_thing(payload ->> 'kind', (payload ->> 'thing')::bigint) FROM asked`,
    );
    await database.pool.query('SELECT settle_pools()');
    this.model.settle();
  }
  async #erase(who: number): Promise<void> {
    if (this.#gone.has(who)) return;
    const { account } = cast[who]!;
    await database.pool.query(
      "UPDATE accounts SET state = 'erasing', erase_at = now() - interval '1 s' WHERE id = $1",
      [account],
    );
    await database.pool.query("SELECT erase_due_account($1, '{}')", [account]);
    this.model.erase(who);
    this.#gone.add(who);
  }

  #lastId = (who: number): string | undefined => {
    const position = this.model.lastOf(who)?.position;
    return [...this.#ids].find(([, at]) => at === position)?.[0];
  };
  async #write(text: string, values: unknown[] = []): Promise<void> {
    await database.pool.query(text, [this.id, ...values]);
  }
  async #read(): Promise<{ places: Place[]; next: number; seatsLeft: number | null }> {
    const { rows } = await database.pool.query<Omit<Place, 'person'> & { id: string; person: string }>(
      `SELECT e.id, e.person, e.state, e.position, coalesce(e.offered_until <= now(), false) AS "isOver"
       FROM enrolments e JOIN seat_pools p ON p.id = e.pool_id WHERE p.thing_id = $1 ORDER BY e.position`,
      [this.id],
    );
    for (const { id, position } of rows) this.#ids.set(id, position);
    const { rows: things } = await database.pool.query<{ next: number | null; seats_left: number | null }>(
      'SELECT (SELECT next_position FROM seat_pools WHERE thing_id = $1) AS next, seats_left FROM activities WHERE id = $1',
      [this.id],
    );
    return {
      places: rows.map(({ person, state, position, isOver }) => ({
        person: cast.findIndex((one) => one.person === person),
        state,
        position,
        isOver,
      })),
      next: things[0]!.next ?? 1,
      seatsLeft: things[0]!.seats_left,
    };
  }
}

async function begin(capacity: number | null): Promise<Play> {
  const id = await insertActivity(database.pool, {
    title: '书法课',
    institution: sample.school,
    place: sample.places[0],
    dates: [SOON],
  });
  await database.pool.query("UPDATE activities SET capacity = $2, enrol_method = 'here' WHERE id = $1", [id, capacity]);
  return new Play(id, capacity);
}

test('whatever people and organisers do, and wherever it breaks, seats and places are as the model says', async () => {
  let runs = 0;
  const property = fc.asyncProperty(
    capacity,
    fc.array(step, { minLength: 6, maxLength: 20, size: 'max' }),
    async (seats, steps) => {
      const play = await begin(seats);
      try {
        for (const one of steps) await play.take(one);
        await play.end();
      } finally {
        await play.recast();
      }
      runs++;
    },
  );
  // Each time others: what fails is told with its seed.
  while (runs < RUNS) await fc.assert(property, { seed: seed + runs });
}, 7_200_000);
