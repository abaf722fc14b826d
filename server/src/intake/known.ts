import type { ClientBase } from 'pg';
import type { LngLat } from '../formats/crs.ts';
import type { Sheet, Sheets } from './sheet/sheet.ts';
import { toNameKey } from './reading/values/text.ts';

export interface KnownThing {
  id: number;
  sourceSystem: string;
  sourceId: string;
  name: string;
  /** Six digits. */
  county: string | null;
  /** Of any level. */
  division: string | null;
  /** Of a place: whether its position is known. */
  isPlaced: boolean;
}
export type Match = { kind: 'found'; thing: KnownThing } | { kind: 'several'; ids: string[] } | { kind: 'none' };

/** Institutions or places which the database holds already, without demo rows: those go away again. */
export class Known {
  #source: string;
  #bySourceId = new Map<string, KnownThing>();
  #byName = new Map<string, KnownThing[]>();
  #placed = new Set<number>();

  constructor(things: KnownThing[], source: string) {
    this.#source = source;
    for (const thing of things) {
      if (thing.isPlaced) this.#placed.add(thing.id);
      if (thing.sourceSystem === source) this.#bySourceId.set(thing.sourceId, thing);
      const key = toNameKey(thing.name);
      const same = this.#byName.get(key);
      if (same) same.push(thing);
      else this.#byName.set(key, [thing]);
    }
  }

  findById(sourceId: string): KnownThing | null {
    return this.#bySourceId.get(sourceId) ?? null;
  }

  /** All of this name; those of the own source first, and alone within an area. */
  named(name: string): (Pick<KnownThing, 'id' | 'sourceId' | 'division'> & { isOwn: boolean })[] {
    const named = this.#byName.get(toNameKey(name)) ?? [];
    const own = named.filter(({ sourceSystem }) => sourceSystem === this.#source);
    return [...own, ...named.filter((thing) => !own.includes(thing))].map(({ id, sourceId, division }, at) => ({
      ...{ id, sourceId, division },
      isOwn: at < own.length,
    }));
  }

  isPlaced(id: number): boolean {
    return this.#placed.has(id);
  }

  /** By name within a county, anywhere where it is null; the own source comes first. */
  findByName(name: string, county: string | null): Match {
    const named = this.#byName.get(toNameKey(name)) ?? [];
    const near = county === null ? named : named.filter((thing) => thing.county === county);
    const own = near.filter(({ sourceSystem }) => sourceSystem === this.#source);
    const [first, ...others] = own.length > 0 ? own : near;
    if (!first) return { kind: 'none' };
    if (others.length > 0) return { kind: 'several', ids: [first, ...others].map(({ sourceId }) => sourceId) };
    return { kind: 'found', thing: first };
  }
}

/** What rows about things of this kind may name. */
export async function loadKnown(client: ClientBase, { table, linkParents }: Sheet, source: string, sheets: Sheets) {
  const load = async (table: string, county: string, isPlaced = 'true') => {
    const division = county.includes('division') ? 'division' : 'NULL::text';
    const { rows } = await client.query<KnownThing>(
      `SELECT id::float8 AS id, source_system AS "sourceSystem", source_id AS "sourceId", name, ${county} AS county,
         ${division} AS division,
         ${isPlaced} AS "isPlaced"
       FROM ${table} WHERE NOT is_demo AND state <> 'archived' ORDER BY id`,
    );
    return new Known(rows, source);
  };
  const county = `CASE WHEN substr(division, 5, 2) <> '00' THEN left(division, 6) END`;
  const seats = await client.query<{ code: string; lng: number; lat: number }>(
    `SELECT code, ST_X(seat) AS lng, ST_Y(seat) AS lat FROM divisions WHERE level = 'county' AND seat IS NOT NULL`,
  );
  const onlyPlaces = await client.query<{ institution: number; place: number }>(
    `SELECT institution_id::float8 AS institution, min(place_id)::float8 AS place
     FROM institution_places GROUP BY institution_id HAVING count(*) = 1`,
  );
  return {
    institutions: await load(sheets.organisers.table, county),
    places: await load(sheets.places.table, county, 'geom IS NOT NULL'),
    /** Of the kind itself, where its things stand below each other. */
    parents: linkParents ? await load(table, 'NULL::text') : null,
    /** Where counties have their centres, by code. */
    seats: new Map(seats.rows.map(({ code, lng, lat }): [string, LngLat] => [code, [lng, lat]])),
    /** The only place of an institution, by ids. */
    placeOf: new Map(onlyPlaces.rows.map(({ institution, place }) => [institution, place])),
  };
}
export type KnownThings = Awaited<ReturnType<typeof loadKnown>>;
