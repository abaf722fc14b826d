import { sql, type RawBuilder } from 'kysely';
import type { Mode, Status } from '../../contract/common.ts';
import type { Kind } from '../../contract/kinds.ts';
import type { Photo } from '../../contract/picture.ts';
import type { Decimal } from '../../db/columns.ts';
import type { CardColumn, StoredThing, Tx } from '../../db/index.ts';

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
  lng: number | null;
  lat: number | null;
  precision_m: number | null;
  photo: Photo | null;
}

/** Each column where a kind has nothing to say. */
const EMPTY: Record<CardColumn, RawBuilder<unknown>> = {
  institution_id: sql`NULL::bigint`,
  topics: sql`'{}'::text[]`,
  audiences: sql`'{}'::text[]`,
  format: sql`NULL::text`,
  modes: sql`'{}'::text[]`,
  price_min: sql`NULL::numeric`,
  price_max: sql`NULL::numeric`,
  capacity: sql`NULL::int`,
  seats_left: sql`NULL::int`,
  status: sql`NULL::text`,
  next_ends_at: sql`NULL::timestamptz`,
  sessions_left: sql`NULL::int`,
  last_day: sql`NULL::date`,
  enrol_deadline: sql`NULL::timestamptz`,
  type: sql`NULL::text`,
};

function selectCards({ kind, view, title, card }: StoredThing, asOf: Date): RawBuilder<unknown> {
  const { from = sql`h JOIN ${sql.table(view)} t ON t.id = h.id`, columns } = card(asOf);
  const own = Object.entries({ ...EMPTY, ...columns }).map(([name, value]) => sql`${value} AS ${sql.ref(name)}`);
  return sql`SELECT h.n, h.place, t.id, ${kind}::text AS kind, t.${sql.ref(title)} AS title, t.lang, t.confirmed_on,
    t.is_demo, ${sql.join(own)} FROM ${from}`;
}

/** Cards of hits, in one roundtrip; what is not public any more is missing. */
export async function listCards(
  tx: Tx,
  { things, asOf }: { things: readonly StoredThing[]; asOf: Date },
  requests: readonly CardRequest[],
): Promise<CardRow[]> {
  const asked = new Set(requests.map(({ kind }) => kind));
  if (asked.size === 0) return [];
  const selects = things
    .filter(({ kind }) => asked.has(kind))
    .map((thing) => {
      const wanted = requests.flatMap((request, n) => (request.kind === thing.kind ? [{ ...request, n }] : []));
      const lists = [
        sql`${wanted.map(({ n }) => n)}::int[]`,
        sql`${wanted.map(({ id }) => id)}::bigint[]`,
        sql`${wanted.map(({ place }) => place || null)}::bigint[]`,
        sql`${wanted.map(({ nextStart }) => nextStart)}::timestamptz[]`,
      ];
      return sql`(WITH h (n, id, place, next_start) AS (SELECT * FROM unnest(${sql.join(lists)})) ${selectCards(thing, asOf)})`;
    });
  const { rows } = await sql<CardRow>`
    SELECT c.*, p.id AS place_id, p.name AS place_name, p.address, p.division, p.lng, p.lat, p.precision_m, (
      SELECT json_build_object('file', sha256, 'alt', alt, 'width', width, 'height', height) FROM public_thing_photos f
      WHERE f.kind = c.kind AND f.thing_id = c.id AND f.position = 1) AS photo
    FROM (${sql.join(selects, sql` UNION ALL `)}) c LEFT JOIN public_places p ON p.id = c.place`.execute(tx);
  return rows;
}
