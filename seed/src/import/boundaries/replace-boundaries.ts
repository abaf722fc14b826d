import type { ClientBase } from 'pg';
import type { ValidBoundary } from './check-boundaries.ts';

export interface BoundaryRecord {
  crs: string;
  source: string;
  approval: string | null;
}

/** Puts the given boundaries in the place of all earlier ones, in one transaction. */
export async function replaceBoundaries(
  client: ClientBase,
  valid: readonly ValidBoundary[],
  { crs, source, approval }: BoundaryRecord,
): Promise<void> {
  await client.query(`BEGIN; SELECT set_config('app.actor', 'system:boundaries', true)`);
  try {
    await client.query('DELETE FROM division_boundaries');
    await client.query(
      `INSERT INTO division_boundaries (code, geom, crs, source, approval_number)
       SELECT code, ST_GeomFromEWKB(decode(ewkb, 'hex')), $3, $4, $5 FROM unnest($1::text[], $2::text[]) AS t (code, ewkb)`,
      [valid.map(({ code }) => code), valid.map(({ ewkb }) => ewkb), crs, source, approval],
    );
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw cause;
  }
}

export interface MovedPlace {
  id: number;
  name: string;
  from: string;
  to: string;
  by: 'declared' | 'boundary' | 'nearest_seat';
  isDemo: boolean;
}
export interface Replaced {
  places: number;
  /** Whose county is now known by boundary and was the same before. */
  confirmed: number;
  moved: MovedPlace[];
  /** In none of the boundaries; they keep what they have. */
  outside: number;
}

const BATCH = 500;

/** Places all places anew by the loaded boundaries, in short transactions. */
export async function placeAgain(client: ClientBase, onProgress?: (done: number) => void): Promise<Replaced> {
  const result: Replaced = { places: 0, confirmed: 0, moved: [], outside: 0 };
  for (let after = 0; ;) {
    const { rows } = await client.query<MovedPlace & { county: string | null }>(
      `WITH batch AS (
         SELECT id, name, division, division_by, is_demo, county_at(geom) AS county
         FROM places WHERE id > $1 AND geom IS NOT NULL ORDER BY id LIMIT ${BATCH}
       ), changed AS (
         UPDATE places p SET division_by = 'boundary', updated_at = now(),
           division = CASE WHEN left(p.division, 6) = b.county THEN p.division ELSE b.county END
         FROM batch b WHERE p.id = b.id AND b.county IS NOT NULL
           AND (p.division_by <> 'boundary' OR left(p.division, 6) <> b.county)
         RETURNING p.id
       )
       SELECT id::float8 AS id, name, division AS "from", county AS "to", division_by AS by, is_demo AS "isDemo", county
       FROM batch ORDER BY batch.id`,
      [after],
    );
    if (rows.length === 0) return result;
    for (const { county, ...place } of rows) {
      if (county === null) result.outside++;
      else if (place.from.slice(0, 6) === county) result.confirmed++;
      else result.moved.push(place);
    }
    result.places += rows.length;
    after = rows.at(-1)!.id;
    onProgress?.(result.places);
  }
}
