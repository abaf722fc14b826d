import { sql } from 'kysely';
import type { Kind } from '../../contract/kinds.ts';
import type { StoredThing, Tx } from '../../db/index.ts';

export interface PlaceRow {
  id: number;
  name: string;
  address: string;
  division: string;
  lng: number;
  lat: number;
  precision: number | null;
}
const likeText = (words: string) => `%${words.replaceAll(/[\\%_]/g, '\\$&')}%`;

/** Public places with these words in the name, or in the address. */
export async function listPlacesLike(
  tx: Tx,
  words: string,
  column: 'name' | 'address',
  most: number,
): Promise<PlaceRow[]> {
  const { rows } = await sql<PlaceRow>`
    SELECT id, name, address, division, lng, lat, precision_m AS precision FROM public_places
    WHERE lng IS NOT NULL AND replace(${sql.ref(column)}, ' ', '') ILIKE ${likeText(words)}
    ORDER BY (${sql.ref(column)} = ${words}) DESC, char_length(name), id LIMIT ${most}`.execute(tx);
  return rows;
}

/** Public organisers of that name or alias, at their main place. */
export async function listOrganisersLike(
  tx: Tx,
  { view }: StoredThing,
  words: string,
  most: number,
): Promise<PlaceRow[]> {
  const { rows } = await sql<PlaceRow>`
    SELECT i.id, i.name, p.address, p.division, p.lng, p.lat, p.precision_m AS precision
    FROM ${sql.table(view)} i JOIN public_places p ON p.id = i.place_id
    WHERE i.is_main AND p.lng IS NOT NULL AND (i.name ILIKE ${likeText(words)} OR array_to_string(i.aliases, ' ') ILIKE ${likeText(words)})
    ORDER BY (i.name = ${words}) DESC, char_length(i.name), i.id LIMIT ${most}`.execute(tx);
  return rows;
}

export interface InBoundary {
  code: string;
  level: string;
}
/** Divisions whose loaded boundary covers the point. */
export async function listDivisionsAt(tx: Tx, lng: number, lat: number): Promise<InBoundary[]> {
  const { rows } = await sql<InBoundary>`SELECT code, level FROM divisions_at(${lng}, ${lat})`.execute(tx);
  return rows;
}
export async function hasBoundary(tx: Tx, code: string): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`SELECT has_boundary(${code}) AS has`.execute(tx);
  return rows[0]!.has;
}

export interface NearThing {
  id: number;
  title: string;
  institution: number | null;
  institutionName: string | null;
  place: number;
  placeName: string;
  lng: number;
  lat: number;
  /** Wall time; null for what has none. */
  starts: string | null;
  metres: number;
}
/** Public things of a kind at most so many metres away, nearest place of each. */
export async function listNear(
  tx: Tx,
  { view, title, organiser }: StoredThing,
  { lng, lat, metres, most }: { lng: number; lat: number; metres: number; most: number },
): Promise<NearThing[]> {
  const institution = organiser ? sql`t.${sql.raw(organiser)}` : sql`NULL::bigint`;
  const { rows } = await sql<NearThing>`
    SELECT DISTINCT ON (t.id) t.id, t.${sql.raw(title)} AS title, ${institution} AS institution,
      organiser_name(${institution}) AS "institutionName", p.id AS place, p.name AS "placeName", p.lng, p.lat,
      left(to_jsonb(t) ->> 'starts_time', 5) AS starts,
      ST_DistanceSphere(p.geom, ST_SetSRID(ST_MakePoint(${lng}, ${lat}), 4326)) AS metres
    FROM ${sql.table(view)} t JOIN public_places p ON p.id = t.place_id
    WHERE p.geom && ST_Expand(ST_SetSRID(ST_MakePoint(${lng}, ${lat}), 4326), ${metres / 90_000})
      AND ST_DistanceSphere(p.geom, ST_SetSRID(ST_MakePoint(${lng}, ${lat}), 4326)) <= ${metres}
    ORDER BY t.id, metres LIMIT ${most}`.execute(tx);
  return rows;
}

/** Those that were said not to be the same as the thing. */
export async function listNotSame(tx: Tx, kind: Kind, thing: number): Promise<number[]> {
  const { rows } = await sql<{ other: number }>`SELECT other FROM not_same_as(${kind}, ${thing})`.execute(tx);
  return rows.map(({ other }) => other);
}

/** False where one of them is hidden from who says it. */
export async function noteNotSame(tx: Tx, kind: Kind, a: number, b: number, isNot: boolean): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    SELECT note_not_same(${kind}, ${a}, ${b}, ${isNot}) AS done`.execute(tx);
  return rows[0]!.done;
}
