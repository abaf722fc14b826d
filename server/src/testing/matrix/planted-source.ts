import { randomUUID } from 'node:crypto';
import type pg from 'pg';

/** A source of an institution, with a record that waits. */
export interface PlantedSource {
  source: string;
  record: number;
}
export const FEED_URL = 'https://feed.example/';

/** Of each relation one, with a row in every table that tells of it. */
export async function insertSource(owner: pg.Pool, institution: number): Promise<PlantedSource> {
  const source = randomUUID();
  await owner.query(
    `INSERT INTO sources (id, name, institution_id, kind, format, url, area, crs, every_minutes)
     VALUES ($1, 'x', $2, 'activity', 'rpde', '${FEED_URL}', '330000', 'WGS84', 15)`,
    [source, institution],
  );
  const { rows } = await owner.query<{ id: number }>(
    `INSERT INTO source_records (source_id, record, epoch, state, verdict) VALUES ($1, 'a', 1, 'waiting', 'new')
     RETURNING id::float8 AS id`,
    [source],
  );
  await owner.query('INSERT INTO source_runs (source_id) VALUES ($1)', [source]);
  await owner.query(
    `INSERT INTO source_conflicts (source_system, relation, source_id, field) VALUES ('source:' || $1, 'activities', 'a', 'title')`,
    [source],
  );
  return { source, record: rows[0]!.id };
}
