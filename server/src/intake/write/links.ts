import type { ClientBase } from 'pg';

export interface InstitutionPlace {
  institution: number;
  place: number;
  name: string | null;
  isMain: boolean;
}

/** Links institutions to places; a second main place of an institution becomes an ordinary one. */
export async function linkPlaces(client: ClientBase, links: readonly InstitutionPlace[]): Promise<void> {
  const unique = new Map(links.map((link) => [`${link.institution} ${link.place}`, link]));
  if (unique.size === 0) return;
  const mains = new Map<number, number>();
  for (const { institution, place, isMain } of unique.values()) {
    if (isMain && !mains.has(institution)) mains.set(institution, place);
  }
  const rows = [...unique.values()].map(({ institution, place, name }) => ({
    institution_id: institution,
    place_id: place,
    name,
    is_main: mains.get(institution) === place,
  }));
  await client.query(
    `INSERT INTO institution_places AS t (institution_id, place_id, name, is_main)
     SELECT i.institution_id, i.place_id, i.name, i.is_main AND NOT EXISTS (
       SELECT FROM institution_places o
       WHERE o.institution_id = i.institution_id AND o.is_main AND o.place_id <> i.place_id)
     FROM jsonb_populate_recordset(NULL::institution_places, $1::jsonb) AS i
     WHERE NOT EXISTS (
       SELECT FROM institution_places o WHERE o.institution_id = i.institution_id AND o.place_id = i.place_id
         AND o.name IS NOT DISTINCT FROM i.name AND (o.is_main OR NOT i.is_main))
     ON CONFLICT (institution_id, place_id) DO UPDATE SET name = excluded.name, is_main = t.is_main OR excluded.is_main`,
    [JSON.stringify(rows)],
  );
}
