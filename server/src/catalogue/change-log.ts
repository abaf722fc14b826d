import type pg from 'pg';
import type { Cursor } from './catalogue.ts';
import { readOrigin } from './origin.ts';

/** Changes read at once, at most. */
export const CHANGES_AT_ONCE = 2000;

export interface LoggedChange extends Cursor {
  kind: string;
  id: number;
}
export interface NextChanges {
  changes: LoggedChange[];
  /** More are there, above a transaction that is still open. */
  arePending: boolean;
}

interface State {
  log: string;
  xmax: string;
  seq: number;
  arePending: boolean;
}

/** What the log of changes says; of which database a connection is, is asked once. */
export class ChangeLog {
  readonly #origins = new WeakMap<pg.ClientBase, string>();

  /** What comes after a cursor; null when the cursor is of another database, or of a later state of this one. */
  async read(client: pg.ClientBase, cursor: Cursor, origin: string): Promise<NextChanges | null> {
    if (!(await this.#isOf(client, origin))) return null;
    const [state, changes] = await readNext(client, cursor);
    const isBehind = BigInt(state.xmax) < BigInt(cursor.xid) || state.seq < cursor.seq;
    if (!isBehind && origin.endsWith(`/${state.log}`)) return { changes, arePending: state.arePending };
    this.#origins.delete(client);
    return null;
  }

  async #isOf(client: pg.ClientBase, origin: string): Promise<boolean> {
    if (this.#origins.get(client) === origin) return true;
    const now = await readOrigin(client);
    this.#origins.set(client, now);
    return now === origin;
  }
}

/** Both in one roundtrip. Transaction numbers above xmax come from a dump of another cluster. */
async function readNext(client: pg.ClientBase, { xid, seq }: Cursor): Promise<[State, LoggedChange[]]> {
  const beyond = `(xid, seq) > ('${BigInt(xid)}'::xid8, ${seq})`;
  const answer: unknown = await client.query(
    `SELECT 'changes'::regclass::oid::text AS log, pg_snapshot_xmax(s)::text AS xmax,
       (SELECT last_value FROM change_seq) AS seq,
       EXISTS (SELECT FROM changes WHERE ${beyond} AND xid >= pg_snapshot_xmin(s) AND xid < pg_snapshot_xmax(s))
         AS "arePending"
     FROM pg_current_snapshot() s;
     SELECT kind, id, xid::text, seq FROM changes
     WHERE ${beyond} AND xid < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY changes.xid, seq LIMIT ${CHANGES_AT_ONCE}`,
  );
  const [state, changes] = answer as [pg.QueryResult<State>, pg.QueryResult<LoggedChange>];
  return [state.rows[0]!, changes.rows];
}
