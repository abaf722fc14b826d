import { sql } from 'kysely';
import type { Tx } from '../../db/index.ts';
import type { Division } from './schema.ts';

interface Row extends Omit<Division, 'position'> {
  lng: number | null;
  lat: number | null;
}

/**
 * Province, cities and counties, or the children of `parent`. A township stands at its loaded centroid, else at the
 * median of its real places, else at its county seat.
 */
export async function listDivisions(tx: Tx, parent: string | null): Promise<Division[]> {
  const { rows } = await sql<Row>`
    SELECT d.code, d.parent, d.level, d.name, d.name_en AS "nameEn",
      coalesce(ST_X(d.seat), real.lng, ST_X(county.seat)) AS lng,
      coalesce(ST_Y(d.seat), real.lat, ST_Y(county.seat)) AS lat,
      CASE WHEN d.seat IS NOT NULL THEN d.seat_source WHEN real.lng IS NOT NULL THEN 'places'
        WHEN county.seat IS NOT NULL THEN 'county_seat' END AS "positionBy"
    FROM divisions d
      LEFT JOIN divisions county ON county.code = d.parent AND d.level = 'township'
      LEFT JOIN LATERAL (
        SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY p.lng) AS lng,
          percentile_cont(0.5) WITHIN GROUP (ORDER BY p.lat) AS lat
        FROM public_places p WHERE p.division = d.code AND p.lng IS NOT NULL AND NOT p.is_demo AND d.level = 'township'
      ) real ON true
    WHERE CASE WHEN ${parent}::text IS NULL THEN d.level IN ('province', 'city', 'county') ELSE d.parent = ${parent} END
    ORDER BY d.code`.execute(tx);
  return rows.map(({ lng, lat, ...row }) => ({ ...row, position: lng === null || lat === null ? null : [lng, lat] }));
}

export async function isDivision(tx: Tx, code: string): Promise<boolean> {
  const { rows } = await sql`SELECT FROM divisions WHERE code = ${code}`.execute(tx);
  return rows.length > 0;
}

/** Names for the base map; a township only where its own position is known. */
export async function listLabels(tx: Tx) {
  const { rows } = await sql<{
    rank: 'province' | 'city' | 'county' | 'township';
    name: string;
    nameEn: string;
    lng: number;
    lat: number;
  }>`
    SELECT level AS rank, name, name_en AS "nameEn", ST_X(seat) AS lng, ST_Y(seat) AS lat
    FROM divisions WHERE seat IS NOT NULL AND level IN ('province', 'city', 'county', 'township')
    ORDER BY code`.execute(tx);
  return rows.map(({ lng, lat, ...label }) => ({ ...label, lngLat: [lng, lat] as const }));
}

/** Townships whose own position is not known. */
export async function listUnseated(tx: Tx): Promise<{ code: string; name: string; nameEn: string }[]> {
  const { rows } = await sql<{ code: string; name: string; nameEn: string }>`
    SELECT code, name, name_en AS "nameEn" FROM divisions WHERE seat IS NULL AND level = 'township' ORDER BY code`.execute(
    tx,
  );
  return rows;
}
