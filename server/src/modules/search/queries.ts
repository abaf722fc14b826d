import { sql, type RawBuilder } from 'kysely';
import type { Mode, Status } from '../../contract/common.ts';
import type { Kind } from '../../contract/kinds.ts';
import type { Decimal } from '../../db/columns.ts';
import type { Tx } from '../../db/index.ts';

/** A hit whose card is wanted. */
export interface CardRequest {
  /** 0 = no place. */
  id: number;
  place: number;
  kind: Kind;
  nextStart: Date | null;
}

export interface CardRow {
  /** Position among the requests. */
  n: number;
  id: number;
  kind: Kind;
  title: string;
  lang: string;
  institution_id: number | null;
  topics: string[];
  audiences: string[];
  format: string | null;
  modes: Mode[];
  price_min: Decimal | null;
  price_max: Decimal | null;
  capacity: number | null;
  seats_left: number | null;
  status: Status | null;
  next_ends_at: Date | null;
  sessions_left: number | null;
  /** Last day on which it still is on. */
  last_day: string | null;
  enrol_deadline: Date | null;
  type: string | null;
  confirmed_on: string | null;
  is_demo: boolean;
  place_id: number | null;
  place_name: string;
  address: string;
  division: string;
  lng: number;
  lat: number;
}

type Select = RawBuilder<unknown>;

/** Each kind in the columns of `CardRow`, from `h` (n, id, place, next_start). */
const CARDS: Record<Kind, (asOf: Date) => Select> = {
  activity: (asOf) => sql`
    SELECT h.n, h.place, a.id, 'activity' AS kind, a.title, a.lang, a.institution_id, a.topics, a.audiences, a.format,
      ARRAY[a.mode] AS modes, a.price_min, a.price_max, a.capacity, a.seats_left, a.status, s.next_ends_at,
      s.sessions_left, s.last_day, a.enrol_deadline, NULL AS type, a.confirmed_on, a.is_demo
    FROM h JOIN public_activities a ON a.id = h.id
      CROSS JOIN LATERAL (
        SELECT min(s.ends_at) FILTER (WHERE s.is_on AND date_trunc('minute', s.starts_at) = h.next_start) AS next_ends_at,
          (count(*) FILTER (WHERE s.is_on AND s.starts_at >= ${asOf}))::int AS sessions_left,
          (max(s.starts_at) AT TIME ZONE 'Asia/Shanghai')::date AS last_day
        FROM public_sessions s WHERE s.activity_id = h.id
      ) s`,
  // LIMIT keeps the planner from grouping the offerings of all courses.
  course: () => sql`
    SELECT h.n, h.place, c.id, 'course' AS kind, c.title, c.lang, c.institution_id, c.topics, c.audiences, NULL AS format,
      coalesce(c.modes, '{}') AS modes, c.price_min, c.price_max, NULL::int AS capacity, c.seats_left::int, NULL AS status,
      NULL::timestamptz AS next_ends_at, NULL::int AS sessions_left, c.ends_on AS last_day,
      (SELECT max(o.enrol_deadline) FROM public_course_offerings o
        WHERE o.course_id = h.id AND o.place_id IS NOT DISTINCT FROM h.place AND o.status <> 'cancelled') AS enrol_deadline,
      c.level AS type, c.confirmed_on, c.is_demo
    FROM h CROSS JOIN LATERAL (
      SELECT * FROM public_courses c WHERE c.id = h.id AND c.place_id IS NOT DISTINCT FROM h.place LIMIT 1) c`,
  institution: () => sql`
    SELECT h.n, h.place, i.id, 'institution' AS kind, i.name AS title, i.lang, NULL::bigint AS institution_id, i.topics,
      i.audiences, NULL AS format, '{}'::text[] AS modes, NULL::numeric AS price_min, NULL::numeric AS price_max,
      NULL::int AS capacity, NULL::int AS seats_left, NULL AS status, NULL::timestamptz AS next_ends_at,
      NULL::int AS sessions_left, i.closed_on AS last_day, NULL::timestamptz AS enrol_deadline, i.type, i.confirmed_on,
      i.is_demo
    FROM h JOIN public_institutions i ON i.id = h.id AND i.place_id IS NOT DISTINCT FROM h.place`,
  resource: () => sql`
    SELECT h.n, h.place, r.id, 'resource' AS kind, r.title, r.lang, r.institution_id, r.topics, r.audiences,
      NULL AS format, '{online}'::text[] AS modes, r.price_min, r.price_max, NULL::int AS capacity,
      NULL::int AS seats_left, NULL AS status, NULL::timestamptz AS next_ends_at, NULL::int AS sessions_left,
      NULL::date AS last_day, NULL::timestamptz AS enrol_deadline, r.medium AS type, r.confirmed_on, r.is_demo
    FROM h JOIN public_resources r ON r.id = h.id`,
  credit_point: () => sql`
    SELECT h.n, h.place, c.id, 'credit_point' AS kind, c.name AS title, c.lang, c.institution_id, '{}'::text[] AS topics,
      '{}'::text[] AS audiences, NULL AS format, '{}'::text[] AS modes, NULL::numeric AS price_min,
      NULL::numeric AS price_max, NULL::int AS capacity, NULL::int AS seats_left, NULL AS status,
      NULL::timestamptz AS next_ends_at, NULL::int AS sessions_left, NULL::date AS last_day,
      NULL::timestamptz AS enrol_deadline, c.tier AS type, c.confirmed_on, c.is_demo
    FROM h JOIN public_credit_points c ON c.id = h.id`,
};

/** Cards of hits, in one roundtrip; what is not public any more is missing. */
export async function listCards(tx: Tx, requests: readonly CardRequest[], asOf: Date): Promise<CardRow[]> {
  const kinds = [...new Set(requests.map(({ kind }) => kind))];
  if (kinds.length === 0) return [];
  const selects = kinds.map((kind) => {
    const wanted = requests.flatMap((request, n) => (request.kind === kind ? [{ ...request, n }] : []));
    const lists = [
      sql`${wanted.map(({ n }) => n)}::int[]`,
      sql`${wanted.map(({ id }) => id)}::bigint[]`,
      sql`${wanted.map(({ place }) => place || null)}::bigint[]`,
      sql`${wanted.map(({ nextStart }) => nextStart)}::timestamptz[]`,
    ];
    return sql`(WITH h (n, id, place, next_start) AS (SELECT * FROM unnest(${sql.join(lists)})) ${CARDS[kind](asOf)})`;
  });
  const { rows } = await sql<CardRow>`
    SELECT c.*, p.id AS place_id, p.name AS place_name, p.address, p.division, p.lng, p.lat
    FROM (${sql.join(selects, sql` UNION ALL `)}) c LEFT JOIN public_places p ON p.id = c.place`.execute(tx);
  return rows;
}
