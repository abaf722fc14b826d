import { setTimeout as wait } from 'node:timers/promises';
import { CompiledQuery, Kysely, PostgresDialect, PostgresDriver, sql } from 'kysely';
import type { DatabaseConnection, Driver, PostgresDialectConfig, Transaction } from 'kysely';
import pg from 'pg';
import type { Database, Tables } from './database.ts';
import { nameOf, type Actor } from './session.ts';

export type Tx = Transaction<Tables>;

const ROLE = 'zlm_app';
const RETRIES = 3;
const RETRY_AFTER_MS = 20;
const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';

/**
 * One transaction under the application role, which is neither superuser nor owner; commits when `run` resolves.
 * `retry`: runs again, up to 3 times, after a deadlock or serialization failure; `run` must then bear repetition.
 */
export async function withActor<T>(
  { pool }: Pick<Database, 'pool'>,
  actor: Actor,
  run: (tx: Tx) => Promise<T>,
  { retry = false } = {},
): Promise<T> {
  const kysely = openingWith(pool, `BEGIN; SET LOCAL ROLE ${ROLE}; SELECT ${settingsOf(actor).join(', ')}`);
  for (let attempt = 1; ; attempt++) {
    try {
      return await kysely.transaction().execute(run);
    } catch (cause) {
      const { code } = cause as { code?: string };
      if (!retry || attempt > RETRIES || (code !== SERIALIZATION_FAILURE && code !== DEADLOCK)) throw cause;
      await wait(attempt * RETRY_AFTER_MS * (0.5 + Math.random()));
    }
  }
}

/** From here on the transaction runs in another name: of who has just proved who they are in it. */
export async function goOnAs(tx: Tx, actor: Actor): Promise<void> {
  await sql.raw(`SELECT ${settingsOf(actor).join(', ')}`).execute(tx);
}

/** Local to the transaction: what row-level security reads. */
function settingsOf(actor: Actor): string[] {
  const set = (name: string, value: string) => `set_config('${name}', ${pg.escapeLiteral(value)}, true)`;
  const name = set('app.actor', nameOf(actor));
  if (actor.kind !== 'account') return [name];
  return [name, set('app.proof', actor.proof), set('app.on_behalf_of', actor.onBehalfOf ?? '')];
}

const readers = new WeakMap<pg.Pool, Kysely<Tables>>();

/** One read-only transaction under the application role; begins and ends with one roundtrip each. */
export function withReader<T>({ pool }: Pick<Database, 'pool'>, run: (tx: Tx) => Promise<T>): Promise<T> {
  let kysely = readers.get(pool);
  if (!kysely) readers.set(pool, (kysely = openingWith(pool, `BEGIN READ ONLY; SET LOCAL ROLE ${ROLE}`)));
  return kysely.transaction().execute(run);
}

const openingWith = (pool: pg.Pool, begin: string) =>
  new Kysely<Tables>({ dialect: new OpeningDialect({ pool }, begin) });

/** Begins transactions with given statements, in the roundtrip that BEGIN takes anyhow. */
class OpeningDialect extends PostgresDialect {
  #config: PostgresDialectConfig;
  #begin: string;
  constructor(config: PostgresDialectConfig, begin: string) {
    super(config);
    this.#config = config;
    this.#begin = begin;
  }
  override createDriver(): Driver {
    return new OpeningDriver(this.#config, this.#begin);
  }
}

class OpeningDriver extends PostgresDriver {
  #begin: string;
  constructor(config: PostgresDialectConfig, begin: string) {
    super(config);
    this.#begin = begin;
  }
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(this.#begin));
  }
}
