import type pg from 'pg';
import { ORGANISER } from '../contract/kinds.ts';
import type { Cursor } from './state.ts';
import { readOrigin } from './origin.ts';
import { idsOf, type Change } from './feature.ts';
import type { RunBatch } from './statements.ts';

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
  /** The oldest transaction that was open. */
  horizon: string;
}

export interface LngLat {
  lng: number;
  lat: number;
}

interface State {
  log: string;
  horizon: string;
  xmax: string;
  seq: number;
  arePending: boolean;
}

const BEYOND = '(xid, seq) > ($1::xid8, $2::bigint)';
// Transaction numbers above xmax come from a dump of another cluster.
const STATE = `SELECT 'changes'::regclass::oid::text AS log, pg_snapshot_xmin(s)::text AS horizon,
    pg_snapshot_xmax(s)::text AS xmax,
    (SELECT last_value FROM change_seq) AS seq,
    EXISTS (SELECT FROM changes WHERE ${BEYOND} AND xid >= pg_snapshot_xmin(s) AND xid < pg_snapshot_xmax(s))
      AS "arePending"
  FROM pg_current_snapshot() s`;
// By the column: the name alone would sort the texts, and 1000 before 999.
const NEXT = `SELECT kind, id, xid::text, seq FROM changes
  WHERE ${BEYOND} AND xid < pg_snapshot_xmin(pg_current_snapshot())
  ORDER BY changes.xid, changes.seq LIMIT ${CHANGES_AT_ONCE}`;

const SPOTS = `SELECT DISTINCT s.lng, s.lat FROM change_places p JOIN place_spots s ON s.place_id = p.place_id
  WHERE p.kind = $1 AND p.id = ANY($2)`;
// With what hangs below, on whatever day: it may have been found by what is above, or not, in between.
const SPOTS_BELOW = `WITH RECURSIVE below (id) AS (
    SELECT unnest($2::bigint[])
    UNION SELECT i.institution_id FROM below b JOIN institution_parents i ON i.parent_id = b.id)
  ${SPOTS.replace('$2', 'ARRAY(SELECT id FROM below)')}`;

/** What the log of changes says; of which database a connection is, is asked once. */
export class ChangeLog {
  readonly #run: RunBatch;
  readonly #origins = new WeakMap<pg.ClientBase, string>();

  constructor(run: RunBatch) {
    this.#run = run;
  }

  /** What comes after a cursor; null when the cursor is of another database, or of a later state of this one. */
  async read(client: pg.ClientBase, cursor: Cursor, origin: string): Promise<NextChanges | null> {
    if (!(await this.#isOf(client, origin))) return null;
    const [state, changes] = await this.#readNext(client, cursor);
    const isBehind = BigInt(state.xmax) < BigInt(cursor.xid) || state.seq < cursor.seq;
    if (!isBehind && origin.endsWith(`/${state.log}`)) {
      return { changes, arePending: state.arePending, horizon: state.horizon };
    }
    this.#origins.delete(client);
    return null;
  }

  /** Where things were or are that these changes may have moved, shown or hidden, however often. */
  async listPositions(client: pg.ClientBase, changes: readonly Change[]): Promise<LngLat[]> {
    const kinds = [...new Set(changes.map(({ kind }) => kind))];
    const statements = kinds.map((kind) => ({
      text: kind === ORGANISER ? SPOTS_BELOW : SPOTS,
      values: [kind, idsOf(changes, kind)],
    }));
    const results = await this.#run<pg.QueryResult>(client, { setup: '', statements });
    return (results as pg.QueryResult<LngLat>[]).flatMap(({ rows }) => rows);
  }

  async #isOf(client: pg.ClientBase, origin: string): Promise<boolean> {
    if (this.#origins.get(client) === origin) return true;
    const now = await readOrigin(client);
    this.#origins.set(client, now);
    return now === origin;
  }

  async #readNext(client: pg.ClientBase, { xid, seq }: Cursor): Promise<[State, LoggedChange[]]> {
    const values = [xid, seq];
    const statements = [STATE, NEXT].map((text) => ({ text, values }));
    const results = await this.#run<pg.QueryResult>(client, { setup: '', statements });
    const [state, changes] = results as [pg.QueryResult<State>, pg.QueryResult<LoggedChange>];
    return [state.rows[0]!, changes.rows];
  }
}
