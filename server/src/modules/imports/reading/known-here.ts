import { Known, type KnownThing, type KnownThings } from '../../../intake/known.ts';
import { toNameKey } from '../../../intake/reading/values/text.ts';
import type { Asking } from './asking.ts';

/** Names the things of who imports: they are found before all others. */
const OWN = 'own';

export interface Branch {
  id: number;
  name: string;
  division: string | null;
  sourceId: string;
}
export interface KnownHere {
  known: KnownThings;
  /** Institutions that who acts may publish for. */
  branch: readonly Branch[];
  byName: ReadonlyMap<string, readonly Branch[]>;
}

/** What rows may name: institutions of one's own branches, and places that are public. `isDemo`: the import is one among demo data. */
export async function loadKnownHere(client: Asking, mine: Asking, isDemo: boolean): Promise<KnownHere> {
  const branch = await mine.query<Branch>(
    `SELECT i.id::float8 AS id, i.name, i.division, i.source_id AS "sourceId" FROM institutions i
     WHERE i.id IN (SELECT app_scope('things.write')) AND i.state = 'published' ORDER BY i.id`,
  );
  const places = await client.query<KnownThing>(
    `SELECT id::float8 AS id, 'other' AS "sourceSystem", source_id AS "sourceId", name,
       CASE WHEN substr(division, 5, 2) <> '00' THEN left(division, 6) END AS county
     FROM places WHERE state = 'published' AND ($1 OR NOT is_demo) ORDER BY id`,
    [isDemo],
  );
  const onlyPlaces = await client.query<{ institution: number; place: number }>(
    `SELECT l.institution_id::float8 AS institution, min(l.place_id)::float8 AS place
     FROM institution_places l JOIN places p ON p.id = l.place_id AND p.state = 'published'
     GROUP BY l.institution_id HAVING count(*) = 1`,
  );
  const byName = new Map<string, Branch[]>();
  for (const one of branch.rows) {
    const key = toNameKey(one.name);
    byName.set(key, [...(byName.get(key) ?? []), one]);
  }
  const institutions = branch.rows.map(({ id, name, division, sourceId }): KnownThing => {
    const county = division !== null && division.slice(4, 6) !== '00' ? division.slice(0, 6) : null;
    return { id, name, county, sourceId, sourceSystem: OWN };
  });
  return {
    known: {
      institutions: new Known(institutions, OWN),
      places: new Known(places.rows, OWN),
      parents: null,
      placeOf: new Map(onlyPlaces.rows.map(({ institution, place }) => [institution, place])),
    },
    branch: branch.rows,
    byName,
  };
}
