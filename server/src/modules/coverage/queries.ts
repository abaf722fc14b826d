import { sql } from 'kysely';
import type { Tx } from '../../db/index.ts';

export interface Residents {
  code: string;
  population: number | null;
  source: string | null;
  /** A day. */
  asOf: string | null;
}

/** Residents of cities and counties; a city without a number of its own has those of its counties. */
export async function listResidents(tx: Tx): Promise<Residents[]> {
  const { rows } = await sql<Residents>`
    SELECT d.code, coalesce(d.population, below.population)::int AS population,
      coalesce(d.population_source, below.source) AS source, coalesce(d.population_on, below.on)::text AS "asOf"
    FROM divisions d LEFT JOIN LATERAL (
      SELECT sum(c.population) AS population, min(c.population_source) AS source, min(c.population_on) AS on
      FROM divisions c WHERE c.parent = d.code AND d.level = 'city'
      HAVING bool_and(c.population IS NOT NULL)
    ) below ON true
    WHERE d.level IN ('city', 'county')`.execute(tx);
  return rows;
}
