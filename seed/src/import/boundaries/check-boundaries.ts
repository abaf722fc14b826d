import type { ClientBase } from 'pg';
import type { Boundary } from './read-boundaries.ts';

export interface ValidBoundary {
  code: string;
  name: string;
  /** Extended well-known binary of a valid multipolygon, in hexadecimal. */
  ewkb: string;
  /** The polygons had to be mended. */
  repaired: boolean;
}
export interface Overlap {
  codes: [string, string];
  /** In square metres. */
  area: number;
}
export interface Checked {
  valid: ValidBoundary[];
  /** Codes of which no area is left. */
  empty: string[];
  overlaps: Overlap[];
  /** Codes whose seat lies outside their own polygon. */
  seatsOutside: string[];
}

/** Smaller overlaps come from rounding alone. */
const MIN_OVERLAP_M2 = 1;

/** Mends polygons and compares them with each other and with the county seats; changes nothing. */
export async function checkBoundaries(client: ClientBase, boundaries: readonly Boundary[]): Promise<Checked> {
  const valid: ValidBoundary[] = [];
  const empty: string[] = [];
  for (const { code, name, parts } of boundaries) {
    const mended = await mend(
      client,
      parts.map((part) => JSON.stringify(part)),
    );
    if (mended.ewkb === null) empty.push(code);
    else valid.push({ code, name, ewkb: mended.ewkb, repaired: mended.repaired });
  }
  return {
    valid,
    empty,
    overlaps: await findOverlaps(client, valid),
    seatsOutside: await findSeatsOutside(client, valid),
  };
}

async function mend(client: ClientBase, parts: string[]) {
  const { rows } = await client.query<{ ewkb: string | null; repaired: boolean }>(
    `WITH given AS (
       SELECT ST_SetSRID(ST_GeomFromGeoJSON(part), 4326) AS geom FROM unnest($1::text[]) AS part
     ), whole AS (
       SELECT ST_Multi(ST_CollectionExtract(ST_MakeValid(ST_Union(ST_CollectionExtract(ST_MakeValid(geom), 3))), 3)) AS geom,
         bool_or(NOT ST_IsValid(geom)) AS repaired FROM given
     )
     SELECT CASE WHEN NOT ST_IsEmpty(geom) THEN encode(ST_AsEWKB(geom), 'hex') END AS ewkb, repaired FROM whole`,
    [parts],
  );
  return rows[0]!;
}

const GIVEN = `given AS MATERIALIZED (
  SELECT code, ST_GeomFromEWKB(decode(ewkb, 'hex')) AS geom FROM unnest($1::text[], $2::text[]) AS t (code, ewkb))`;
const columns = (valid: readonly ValidBoundary[]) => [valid.map(({ code }) => code), valid.map(({ ewkb }) => ewkb)];

/** One county against the later ones at a time, so that no statement runs long. */
async function findOverlaps(client: ClientBase, valid: readonly ValidBoundary[]): Promise<Overlap[]> {
  const { rows: pairs } = await client.query<{ a: string; b: string }>(
    `WITH ${GIVEN} SELECT x.code AS a, y.code AS b FROM given x JOIN given y ON x.code < y.code AND x.geom && y.geom
     ORDER BY a, b`,
    columns(valid),
  );
  const byCode = new Map(valid.map((boundary) => [boundary.code, boundary.ewkb]));
  const overlaps: Overlap[] = [];
  for (const { a, b } of pairs) {
    const { rows } = await client.query<{ area: number }>(
      `SELECT ST_Area(ST_CollectionExtract(ST_Intersection(
         ST_GeomFromEWKB(decode($1, 'hex')), ST_GeomFromEWKB(decode($2, 'hex'))), 3)::geography, false) AS area`,
      [byCode.get(a), byCode.get(b)],
    );
    const area = rows[0]?.area ?? 0;
    if (area >= MIN_OVERLAP_M2) overlaps.push({ codes: [a, b], area });
  }
  return overlaps.sort((x, y) => y.area - x.area);
}

async function findSeatsOutside(client: ClientBase, valid: readonly ValidBoundary[]): Promise<string[]> {
  const { rows } = await client.query<{ code: string }>(
    `WITH ${GIVEN} SELECT code FROM given JOIN divisions d USING (code)
     WHERE d.seat IS NOT NULL AND NOT ST_Covers(given.geom, d.seat) ORDER BY code`,
    columns(valid),
  );
  return rows.map(({ code }) => code);
}
