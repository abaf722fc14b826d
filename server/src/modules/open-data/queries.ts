import { sql, type RawBuilder } from 'kysely';
import { ORGANISER, type Kind } from '../../contract/kinds.ts';
import type { RecordCells, StoredThing, Tx } from '../../db/index.ts';

/** A row of the index whose record is wanted; without a place it is 0. */
export interface RecordRequest {
  id: number;
  place: number;
  kind: Kind;
}

export interface RecordRow {
  /** Position among the requests. */
  n: number;
  id: number;
  place: number | null;
  kind: Kind;
  lang: string;
  source_system: string;
  source_id: string;
  source_url: string | null;
  is_demo: boolean;
  confirmed_on: string | null;
  updated_at: Date;
  cells: RecordCells;
  institution_id: number | null;
  organiser_source: string | null;
  organiser: string | null;
  organiser_type: string | null;
  organiser_division: string | null;
  place_source: string | null;
  place_name: string | null;
  address: string | null;
  division: string | null;
  lng: number | null;
  lat: number | null;
  precision_m: number | null;
  opening_hours: { days: number[]; opens: string; closes: string }[] | null;
  accessibility: string[] | null;
}

function selectRecords({ kind, view, organiser, record }: StoredThing): RawBuilder<unknown> {
  const from = record.from ?? sql`h JOIN ${sql.table(view)} t ON t.id = h.id`;
  const pairs = Object.entries(record.cells).flatMap(([key, value]) => [sql.lit(key), value]);
  const offers = organiser ? sql`t.${sql.ref(organiser)}` : sql`NULL::bigint`;
  return sql`SELECT h.n, h.place, t.id, ${kind}::text AS kind, t.lang, t.source_system, t.source_id, t.source_url,
    t.is_demo, t.confirmed_on, t.updated_at, ${offers} AS institution_id,
    json_build_object(${sql.join(pairs)}) AS cells FROM ${from}`;
}

/** Records of rows, in one roundtrip, in no order; what is not public any more is missing. */
export async function listRecords(
  tx: Tx,
  things: readonly StoredThing[],
  requests: readonly RecordRequest[],
): Promise<RecordRow[]> {
  const asked = new Set(requests.map(({ kind }) => kind));
  const organisers = things.find(({ kind }) => kind === ORGANISER)!;
  if (asked.size === 0) return [];
  const selects = things
    .filter(({ kind }) => asked.has(kind))
    .map((thing) => {
      const wanted = requests.flatMap((request, n) => (request.kind === thing.kind ? [{ ...request, n }] : []));
      const lists = [
        sql`${wanted.map(({ n }) => n)}::int[]`,
        sql`${wanted.map(({ id }) => id)}::bigint[]`,
        sql`${wanted.map(({ place }) => place || null)}::bigint[]`,
      ];
      return sql`(WITH h (n, id, place) AS (SELECT * FROM unnest(${sql.join(lists)})) ${selectRecords(thing)})`;
    });
  const { rows } = await sql<RecordRow>`
    SELECT c.*, o.source_id AS organiser_source, o.name AS organiser, o.type AS organiser_type,
      o.division AS organiser_division, p.source_id AS place_source, p.name AS place_name, p.address, p.division, p.lng,
      p.lat, p.precision_m, p.opening_hours, p.accessibility
    FROM (${sql.join(selects, sql` UNION ALL `)}) c LEFT JOIN public_places p ON p.id = c.place
      LEFT JOIN LATERAL (
        SELECT source_id, name, type, division FROM ${sql.table(organisers.view)} i WHERE i.id = c.institution_id LIMIT 1) o ON true`.execute(
    tx,
  );
  return rows;
}

/** Where a thing that has one place is; 0 where that is not known or it is not public. */
export async function findPlaceOf(tx: Tx, thing: StoredThing, id: number): Promise<number> {
  const { rows } = await sql<{ place_id: number | null }>`
    SELECT place_id FROM ${sql.table(thing.view)} WHERE id = ${id}`.execute(tx);
  return rows[0]?.place_id ?? 0;
}
