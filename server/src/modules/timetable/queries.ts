import { sql } from 'kysely';
import type { Status } from '../../contract/common.ts';
import type { Tx } from '../../db/index.ts';

/** A session that is wanted: of an activity, by the minute it starts. */
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
export async function listSessionsAt(tx: Tx, requests: readonly SessionRequest[]): Promise<SessionRow[]> {
  if (requests.length === 0) return [];
  const { rows } = await sql<SessionRow>`
    SELECT h.n, a.id, a.title, a.lang, s.starts_at, s.ends_at, s.status, s.capacity, s.seats_left, p.name AS place,
      a.is_demo
    FROM unnest(${requests.map((_, n) => n)}::int[], ${requests.map(({ id }) => id)}::bigint[],
        ${requests.map(({ startsAt }) => startsAt)}::timestamptz[]) AS h (n, id, starts)
      JOIN public_activities a ON a.id = h.id
      CROSS JOIN LATERAL (
        SELECT * FROM public_sessions s
        WHERE s.activity_id = h.id AND s.is_on AND date_trunc('minute', s.starts_at) = h.starts LIMIT 1
      ) s
      LEFT JOIN public_places p ON p.id = a.place_id
    ORDER BY h.n`.execute(tx);
  return rows;
}
