import type { ClientBase } from 'pg';
import type { Spot } from './reading/drafts.ts';

export interface Located {
  /** County whose loaded boundary holds the point. */
  boundary: string | null;
  /** County whose seat is nearest. */
  nearest: string;
  /** Nearest seat among the counties that have no boundary; null where every county has one. */
  open: string | null;
}
export type Locations = ReadonlyMap<string, Located>;

const BATCH = 500;
export const spotKey = ({ wgs84 }: Spot) => wgs84.join(',');

/** Counties of every spot; no transaction stays open over the whole. */
export async function locate(client: ClientBase, spots: readonly Spot[]): Promise<Locations> {
  const unique = [...new Map(spots.map((spot) => [spotKey(spot), spot])).values()];
  const located = new Map<string, Located>();
  for (let i = 0; i < unique.length; i += BATCH) {
    const batch = unique.slice(i, i + BATCH);
    const { rows } = await client.query<Located>(
      `SELECT county_at(p) AS boundary, nearest_county(p) AS nearest, (
         SELECT code FROM divisions d WHERE level = 'county' AND seat IS NOT NULL
           AND NOT EXISTS (SELECT FROM division_boundaries b WHERE b.code = d.code)
           ORDER BY ST_DistanceSphere(seat, p), code LIMIT 1) AS open
       FROM unnest($1::float8[], $2::float8[]) WITH ORDINALITY AS points (lng, lat, at),
         LATERAL (SELECT ST_SetSRID(ST_MakePoint(lng, lat), 4326) AS p) AS made
       ORDER BY at`,
      [batch.map(({ wgs84 }) => wgs84[0]), batch.map(({ wgs84 }) => wgs84[1])],
    );
    batch.forEach((spot, at) => located.set(spotKey(spot), rows[at]!));
  }
  return located;
}
