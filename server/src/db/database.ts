import type { Kysely } from 'kysely';
import type pg from 'pg';

/** No tables of its own: queries name theirs by `withTables<…>()`. */
export type Tables = Record<never, never>;

/** What the database can do at this moment; asking costs nothing. */
export interface DatabaseState {
  reads: boolean;
  writes: boolean;
  /** A word for /readyz and the log, like `disk-full`; null when nothing is wrong. */
  reason: string | null;
}
export const WELL: DatabaseState = { reads: true, writes: true, reason: null };

export interface Database {
  kind: 'embedded' | 'server';
  /** As the owner of everything: for queries of requests use `withActor` or `withReader`. */
  pool: pg.Pool;
  kysely: Kysely<Tables>;
  state(): DatabaseState;
  /** From now on a server that does not answer is noticed within 2 s, and what needs it fails at once until it does. */
  watch(): void;
  /** Runs on a connection which the limits on long statements do not reach. */
  maintain<T>(run: (client: pg.Client) => Promise<T>): Promise<T>;
  /** Called soon after something was committed, by whomever, now and then without a reason; returns the way to stop. */
  onCommit(listener: () => void): () => void;
  /** Trades safety against a power cut for speed while a first load runs; turning it off syncs everything. */
  relaxDurability(on: boolean): Promise<void>;
  close(): Promise<void>;
}
