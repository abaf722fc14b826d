import type { Asking } from './asking.ts';
import type { FormBody } from '../../../contract/form.ts';
import type { PinPresence, RevisionState } from '../../../contract/lifecycle.ts';
import type { PinnedKind } from '../../../db/index.ts';
import type { LngLat } from '../../../formats/crs.ts';
import type { PlaceFacts } from './compare.ts';

/** What an institution remembers of a row. */
export interface Remembered {
  pin: number;
  said: FormBody;
}

export async function findRemembered(
  client: Asking,
  { institution, kind }: { institution: number; kind: string },
  sourceIds: readonly string[],
): Promise<Map<string, Remembered>> {
  const { rows } = await client.query<Remembered & { sourceId: string }>(
    `SELECT source_id AS "sourceId", pin::float8 AS pin, said FROM import_things
     WHERE institution_id = $1 AND kind = $2 AND source_id = ANY ($3)`,
    [institution, kind, sourceIds],
  );
  return new Map(rows.map(({ sourceId, ...rest }) => [sourceId, rest]));
}

/** What came by another way under the same id, of institutions that who acts may publish for. */
export async function findBySourceId(
  client: Asking,
  { table, organiser }: PinnedKind,
  sourceIds: readonly string[],
): Promise<Map<string, number>> {
  if (organiser === null || sourceIds.length === 0) return new Map();
  const { rows } = await client.query<{ sourceId: string; id: number }>(
    `SELECT source_id AS "sourceId", min(id)::float8 AS id FROM ${table}
     WHERE source_id = ANY ($1) AND state = 'published' AND ${organiser} IN (SELECT app_scope('things.write'))
     GROUP BY source_id HAVING count(*) = 1`,
    [sourceIds],
  );
  return new Map(rows.map(({ sourceId, id }) => [sourceId, id]));
}

export interface PinFacts {
  id: number;
  presence: PinPresence | null;
  institution: number | null;
  institutionName: string | null;
  /** As it stands in its table, public or not. */
  body: FormBody | null;
  open: { id: string; isMine: boolean; state: RevisionState; saved: number; body: FormBody; byImport: boolean } | null;
}
export async function findPinFacts(
  client: Asking,
  kind: string,
  ids: readonly number[],
): Promise<Map<number, PinFacts>> {
  if (ids.length === 0) return new Map();
  const { rows } = await client.query<PinFacts>(
    `SELECT t.id::float8 AS id, coalesce(p.presence, CASE WHEN state_of_thing($1, t.id) = 'published' THEN 'public' END) AS presence,
       w.id::float8 AS institution, organiser_name(w.id) AS "institutionName", read_thing($1, t.id) AS body,
       CASE WHEN r.id IS NOT NULL THEN jsonb_build_object('id', r.id, 'isMine', coalesce(r.author = app_account(), false),
         'state', r.state, 'saved', r.saved, 'body', r.body,
         'byImport', EXISTS (SELECT FROM import_rows x WHERE x.revision = r.id AND x.saved = r.saved)) END AS open
     FROM unnest($2::bigint[]) AS t (id) LEFT JOIN pins p ON p.id = t.id
       LEFT JOIN revisions r ON r.pin_id = t.id AND r.state IN ('draft', 'submitted', 'returned', 'approved')
       CROSS JOIN LATERAL (SELECT coalesce(p.institution_id, organiser_of_thing($1, t.id)) AS id) w`,
    [kind, ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

const rightKey = (institution: number, topics: readonly string[]) => JSON.stringify([institution, [...topics].sort()]);
/** Whether who acts may publish it for an institution; what has no topics is for everybody who may. */
export async function loadRights(
  client: Asking,
  wanted: readonly { institution: number; topics: readonly string[] }[],
): Promise<(institution: number, topics: readonly string[]) => boolean> {
  const unique = new Map(wanted.map((one) => [rightKey(one.institution, one.topics), one]));
  const { rows } = await client.query<{ key: string; may: boolean }>(
    `SELECT key, app_may('things.write', institution, CASE WHEN topics <> '{}' THEN topics END) AS may
     FROM jsonb_to_recordset($1::jsonb) AS t (key text, institution bigint, topics text[])`,
    [JSON.stringify([...unique].map(([key, one]) => ({ key, ...one })))],
  );
  const may = new Set(rows.filter((row) => row.may).map(({ key }) => key));
  return (institution, topics) => may.has(rightKey(institution, topics));
}

export async function findPlaces(client: Asking, ids: readonly number[]): Promise<Map<number, PlaceFacts>> {
  if (ids.length === 0) return new Map();
  const { rows } = await client.query<{ id: number; name: string; address: string; lng: number; lat: number }>(
    `SELECT id::float8 AS id, name, address, ST_X(geom) AS lng, ST_Y(geom) AS lat FROM places WHERE id = ANY ($1)`,
    [[...new Set(ids)]],
  );
  return new Map(
    rows.map(({ id, name, address, lng, lat }) => [id, { name, address: address ?? '', lngLat: [lng, lat] as LngLat }]),
  );
}

export interface Seat {
  code: string;
  name: string;
  lngLat: LngLat;
  precision: number;
}
const TOWNSHIP_M = 3_000;
const COUNTY_M = 15_000;
/** About where divisions are, for rows that say no more; without what nobody knows. */
export async function findSeats(client: Asking, codes: readonly string[]): Promise<Map<string, Seat>> {
  if (codes.length === 0) return new Map();
  const { rows } = await client.query<{ code: string; name: string; level: string; lng: number; lat: number }>(
    `SELECT d.code, d.name, d.level, coalesce(ST_X(d.seat), own.lng, ST_X(c.seat)) AS lng, coalesce(ST_Y(d.seat), own.lat, ST_Y(c.seat)) AS lat
     FROM divisions d LEFT JOIN divisions c ON c.code = left(d.code, 6) AND d.level IN ('township', 'village')
       LEFT JOIN LATERAL (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY ST_X(p.geom)) AS lng,
           percentile_cont(0.5) WITHIN GROUP (ORDER BY ST_Y(p.geom)) AS lat
         FROM places p WHERE p.division = d.code AND p.state = 'published' AND NOT p.is_demo AND d.level = 'township') own ON true
     WHERE d.code = ANY ($1) AND coalesce(ST_X(d.seat), own.lng, ST_X(c.seat)) IS NOT NULL AND d.level IN ('county', 'township')`,
    [[...new Set(codes)]],
  );
  return new Map(
    rows.map(({ code, name, level, lng, lat }) => [
      code,
      { code, name, lngLat: [lng, lat] as LngLat, precision: level === 'township' ? TOWNSHIP_M : COUNTY_M },
    ]),
  );
}
