import type { ClientBase } from 'pg';
import { loadVocabularies } from '../../sources/reference-files.ts';
import type { ThingTable } from '../drafts.ts';
import type { Plan, Ref, Row, Thing } from '../plans.ts';
import { linkPlaces, replaceOfferings } from './links.ts';
import { upsert, type WrittenRows } from './upsert.ts';

export interface BatchRows {
  places: WrittenRows;
  institutions: WrittenRows;
  things: WrittenRows;
}
export interface BatchOptions {
  /** Source system. */
  source: string;
  /** Everything is checked and taken back. */
  dryRun: boolean;
}

/** A thing that a row refers to is not there (any more). */
export class LostReference extends Error {}

/** Writes a batch in one short transaction. Throws the error of the database, or `LostReference`. */
export async function writeBatch(
  client: ClientBase,
  plans: readonly Plan[],
  options: BatchOptions,
): Promise<BatchRows> {
  await client.query(`BEGIN; SELECT set_config('app.actor', 'system:import', true)`);
  try {
    const rows = await writeAll(client, plans, options.source);
    await client.query(options.dryRun ? 'ROLLBACK' : 'COMMIT');
    return rows;
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw cause;
  }
}

async function writeAll(client: ClientBase, plans: readonly Plan[], source: string): Promise<BatchRows> {
  const unique = (rows: readonly Row[]) => [...new Map(rows.map((row) => [row.sourceId, row])).values()];
  const placeRows = unique(plans.flatMap(({ places }) => places));
  const places = await upsert(client, { table: 'places', source, rows: placeRows });
  const institutionRows = unique(plans.flatMap((plan) => plan.institutions));
  const institutions = await upsert(client, { table: 'institutions', source, rows: institutionRows });

  const things = plans.flatMap(({ thing }) => thing ?? []);
  const links = plans.flatMap((plan) => plan.links);
  const offerings = things.flatMap((thing) => thing.offerings);
  const users = [...links, ...things, ...offerings];
  const refs = (pick: (user: (typeof users)[number]) => Ref | null) => users.map(pick);
  const placeOf = await resolver(client, 'places', { source, written: places, refs: refs(({ place }) => place) });
  const institutionOf = await resolver(client, 'institutions', {
    source,
    written: institutions,
    refs: refs(({ institution }) => institution),
  });
  await linkPlaces(
    client,
    links.map((link) => ({ ...link, institution: institutionOf(link.institution)!, place: placeOf(link.place)! })),
  );
  const written = await writeThings(client, source, things, { placeOf, institutionOf });
  return { places, institutions, things: written };
}

type Resolve = (ref: Ref | null) => number | null;

/** Ids of what the batch wrote or the database holds already. */
async function resolver(
  client: ClientBase,
  table: 'places' | 'institutions',
  { source, written, refs }: { source: string; written: WrittenRows; refs: (Ref | null)[] },
): Promise<Resolve> {
  const wanted = refs.flatMap((ref) => (ref && 'sourceId' in ref && !written.has(ref.sourceId) ? ref.sourceId : []));
  const held = new Map<string, number>();
  if (wanted.length > 0) {
    const { rows } = await client.query<{ id: number; source_id: string }>(
      `SELECT id::float8 AS id, source_id FROM ${table} WHERE source_system = $1 AND source_id = ANY ($2)`,
      [source, [...new Set(wanted)]],
    );
    for (const { id, source_id } of rows) held.set(source_id, id);
  }
  return (ref) => {
    if (ref === null) return null;
    if ('id' in ref) return ref.id;
    const id = written.get(ref.sourceId)?.id ?? held.get(ref.sourceId);
    if (id === undefined) throw new LostReference(ref.sourceId);
    return id;
  };
}

async function writeThings(
  client: ClientBase,
  source: string,
  things: readonly Thing[],
  { placeOf, institutionOf }: { placeOf: Resolve; institutionOf: Resolve },
): Promise<WrittenRows> {
  const table = things[0]?.table;
  if (!table) return new Map();
  if (table === 'courses') await ensureProfessions(client, things);
  const rows = things.map((thing) => ({ ...thing, columns: withRefs(table, thing, { placeOf, institutionOf }) }));
  const written = await upsert(client, { table, source, rows });
  if (table !== 'courses') return written;

  const offerings = new Map(
    things.map((thing) => [
      written.get(thing.sourceId)!.id,
      thing.offerings.map(({ institution, place, ...columns }) => ({
        ...columns,
        institution_id: institutionOf(institution),
        place_id: placeOf(place),
      })),
    ]),
  );
  const changed = await replaceOfferings(client, offerings);
  for (const row of written.values()) {
    if (changed.has(row.id) && row.outcome === 'unchanged') row.outcome = 'updated';
  }
  return written;
}

function withRefs(table: ThingTable, thing: Thing, of: { placeOf: Resolve; institutionOf: Resolve }) {
  const institution_id = of.institutionOf(thing.institution);
  const columns = { ...thing.columns, institution_id };
  return table === 'activities' || table === 'credit_points'
    ? { ...columns, place_id: of.placeOf(thing.place) }
    : columns;
}

/** An instance without demo data may not hold the professions that courses name. */
async function ensureProfessions(client: ClientBase, things: readonly Thing[]) {
  const used = new Set(things.map(({ columns }) => columns.profession));
  const professions = loadVocabularies().profession.filter(({ code }) => used.has(code));
  await client.query(
    `INSERT INTO professions (code, name, name_en, degree)
     SELECT code, name, name_en, degree FROM jsonb_populate_recordset(NULL::professions, $1::jsonb)
     ON CONFLICT (code) DO UPDATE SET is_demo = false WHERE professions.is_demo`,
    [JSON.stringify(professions.map(({ code, zh, en, degree }) => ({ code, name: zh, name_en: en, degree })))],
  );
}
