import { sql } from 'kysely';
import type { Status } from '../../contract/common.ts';
import type { StoredThing, Tx } from '../../db/index.ts';

/** A session that is wanted: of a thing, by the minute it starts. */
export interface SessionRequest {
  id: number;
  startsAt: Date;
}
export interface SessionRow {
  /** Position among the requests. */
  n: number;
  id: number;
  title: string;
  lang: string;
  starts_at: Date;
  ends_at: Date;
  status: Status;
  capacity: number | null;
  seats_left: number | null;
  place: string | null;
  is_demo: boolean;
}

/** In one roundtrip; what is not public any more is missing. */
export async function listSessionsAt(
  tx: Tx,
  things: readonly StoredThing[],
  requests: readonly SessionRequest[],
): Promise<SessionRow[]> {
  const selects = things.flatMap(({ sessionsAt }) => sessionsAt ?? []);
  if (requests.length === 0 || selects.length === 0) return [];
  const { rows } = await sql<SessionRow>`
    WITH h (n, id, starts) AS (
      SELECT * FROM unnest(${requests.map((_, n) => n)}::int[], ${requests.map(({ id }) => id)}::bigint[],
        ${requests.map(({ startsAt }) => startsAt)}::timestamptz[])
    )
    ${sql.join(selects, sql` UNION ALL `)} ORDER BY n`.execute(tx);
  return rows;
}
