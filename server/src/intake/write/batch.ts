import type { ClientBase } from 'pg';
import type { Sheet, Sheets } from '../sheet/sheet.ts';
import type { Columns } from '../reading/drafts.ts';
import { hasOnePlace } from '../has-one-place.ts';
import type { Plan, Ref, Row, Thing } from '../plans.ts';
import { linkPlaces } from './links.ts';
import { findChangedParts, rememberParts } from './memory.ts';
import { upsert, type WrittenRows } from './upsert.ts';

export interface BatchRows {
  places: WrittenRows;
  organisers: WrittenRows;
  things: WrittenRows;
}
export interface BatchOptions {
  /** What the rows are about. */
  kind: Sheet;
  sheets: Sheets;
  /** Source system. */
  source: string;
  /** Everything is checked and taken back. */
  dryRun: boolean;
  /** What people changed here stays, by what the source said last. */
  remembers?: boolean;
  /** Runs in the transaction of each batch, after it is written. */
  onWritten?: (client: ClientBase, plans: readonly Plan[], rows: BatchRows) => Promise<void>;
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
    const rows = await writeAll(client, plans, options);
    await options.onWritten?.(client, plans, rows);
    await client.query(options.dryRun ? 'ROLLBACK' : 'COMMIT');
    return rows;
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw cause;
  }
}

async function writeAll(
  client: ClientBase,
  plans: readonly Plan[],
  { kind, sheets, source, remembers = false }: BatchOptions,
): Promise<BatchRows> {
  const unique = (rows: readonly Row[]) => [...new Map(rows.map((row) => [row.sourceId, row])).values()];
  const placeRows = unique(plans.flatMap(({ places }) => places));
  const writtenPlaces = await upsert(client, sheets.places, { source, rows: placeRows, remembers });
  const organiserRows = unique(plans.flatMap((plan) => plan.institutions));
  const writtenOrganisers = await upsert(client, sheets.organisers, { source, rows: organiserRows, remembers });

  const things = plans.flatMap(({ thing }) => thing ?? []);
  const links = plans.flatMap((plan) => plan.links);
  const offerings = things.flatMap((thing) => thing.offerings);
  const users = [...links, ...things, ...offerings];
  const refs = (pick: (user: (typeof users)[number]) => Ref | null) => users.map(pick);
  const placeOf = await resolver(client, sheets.places, {
    source,
    written: writtenPlaces,
    refs: refs(({ place }) => place),
  });
  const institutionOf = await resolver(client, sheets.organisers, {
    source,
    written: writtenOrganisers,
    refs: refs(({ institution }) => institution),
  });
  await linkPlaces(
    client,
    links.map((link) => ({ ...link, institution: institutionOf(link.institution)!, place: placeOf(link.place)! })),
  );
  const written = await writeThings(client, { kind, source, remembers, things, placeOf, institutionOf });
  return { places: writtenPlaces, organisers: writtenOrganisers, things: written };
}

type Resolve = (ref: Ref | null) => number | null;

/** Ids of what the batch wrote or the database holds already. */
async function resolver(
  client: ClientBase,
  { table }: Sheet,
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

interface ThingsToWrite {
  kind: Sheet;
  source: string;
  remembers: boolean;
  things: readonly Thing[];
  placeOf: Resolve;
  institutionOf: Resolve;
}

async function writeThings(
  client: ClientBase,
  { kind, source, remembers, things, ...of }: ThingsToWrite,
): Promise<WrittenRows> {
  if (things.length === 0) return new Map();
  const { prepare, replaceParts } = kind;
  const rows = things.map((thing) => ({ ...thing, columns: withRefs(kind, thing, of) }));
  await prepare?.(
    client,
    rows.map(({ columns }) => columns),
  );
  const written = await upsert(client, kind, { source, rows, remembers });
  if (!replaceParts) return written;

  const parts = new Map(things.map((thing) => [written.get(thing.sourceId)!.id, partsOf(thing, of)]));
  const [partTable] = kind.partTables;
  const known = { table: kind.table, source, partTable: partTable!, owner: `${kind.kind}_id` };
  for (const id of remembers ? await findChangedParts(client, known, [...parts.keys()]) : []) parts.delete(id);
  const changed = await replaceParts(client, parts);
  if (remembers) await rememberParts(client, known, [...parts.keys()]);
  for (const row of written.values()) {
    if (changed.has(row.id) && row.outcome === 'unchanged') row.outcome = 'updated';
  }
  return written;
}

type Resolvers = Pick<ThingsToWrite, 'placeOf' | 'institutionOf'>;

function withRefs(kind: Sheet, thing: Thing, { placeOf, institutionOf }: Resolvers): Columns {
  const columns = { ...thing.columns, institution_id: institutionOf(thing.institution) };
  return hasOnePlace(kind) ? { ...columns, place_id: placeOf(thing.place) } : columns;
}

const partsOf = ({ offerings }: Thing, { placeOf, institutionOf }: Resolvers) =>
  offerings.map(({ institution, place, ...columns }) => ({
    ...columns,
    institution_id: institutionOf(institution),
    place_id: placeOf(place),
  }));
