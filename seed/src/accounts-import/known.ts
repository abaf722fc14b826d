import type { ClientBase } from 'pg';

/** What of this platform rights can be about. */
export interface Known {
  /** By the name the old platform has for it. */
  institutions: ReadonlyMap<string, { id: number; closedOn: string | null }>;
  /** Today, by the number of the institution above. */
  children: ReadonlyMap<number, readonly number[]>;
  divisionOf: ReadonlyMap<number, string | null>;
  /** The one above, by code. */
  divisions: ReadonlyMap<string, string | null>;
  /** Codes by code and name. */
  topics: ReadonlyMap<string, string>;
}

/** `source`: under which institutions were imported; null: the old platform uses our numbers. */
export async function loadKnown(client: ClientBase, source: string | null): Promise<Known> {
  const { rows: institutions } = await client.query<{
    id: number;
    name: string | null;
    division: string | null;
    closed_on: string | null;
  }>(
    `SELECT id, CASE WHEN $1::text IS NULL THEN id::text WHEN source_system = $1 THEN source_id END AS name, division,
       CASE WHEN state <> 'published' THEN to_char(updated_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD')
         WHEN closed_on <= app_today() THEN closed_on::text END AS closed_on
     FROM institutions ORDER BY id`,
    [source],
  );
  const { rows: parents } = await client.query<{ institution_id: number; parent_id: number }>(
    'SELECT institution_id, parent_id FROM institution_parents WHERE during @> app_today()',
  );
  const { rows: divisions } = await client.query<{ code: string; parent: string | null }>(
    'SELECT code, parent FROM divisions',
  );
  const { rows: topics } = await client.query<{ code: string; zh: string; en: string }>(
    `SELECT code, zh, en FROM terms WHERE vocabulary = 'topic'`,
  );
  const children = new Map<number, number[]>();
  for (const { institution_id, parent_id } of parents) addTo(children, parent_id, institution_id);
  return {
    institutions: new Map(
      institutions.flatMap(({ id, name, closed_on }) => (name === null ? [] : [[name, { id, closedOn: closed_on }]])),
    ),
    children,
    divisionOf: new Map(institutions.map(({ id, division }) => [id, division])),
    divisions: new Map(divisions.map(({ code, parent }) => [code, parent])),
    topics: new Map(topics.flatMap(({ code, zh, en }) => [code, zh, en].map((name) => [name, code]))),
  };
}

/** Adds to the list of a key. */
export function addTo<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
