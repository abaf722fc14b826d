import { createHash } from 'node:crypto';
import { canonicalKey, goesBeyondFacets, toTileJson, type Filter } from '@zlm/tiles';
import type { z } from 'zod';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { LiveCatalogue } from '../../catalogue/live.ts';
import type { Filters } from '../../contract/filters.ts';
import { etagOf } from '../../formats/etag.ts';
import { toWallMinutes } from '../../formats/shanghai-time.ts';
import { withReader, type Database } from '../../db/index.ts';
import { hasDemo } from '../organisers/queries.ts';
import { needsText, resolveFilter } from '../search/filter.ts';
import type { TileJson } from './schema.ts';

// Where the map opens as long as nothing is on it: Zhejiang.
const PROVINCE = [118.0, 27.0, 123.0, 31.3] as const;
const ATTRIBUTION = '浙学地图 Zhejiang Learning Map';
const DEMO = '含演示数据，不是真实信息 with demo data, which is not real';
const MOST_MEANINGS = 20_000;
const LONGEST_KEY = 100;

export interface TileAddress {
  z: number;
  x: number;
  y: number;
}
export interface DrawnTile {
  bytes: Uint8Array;
  /** Of the bytes alone, so that it is the same in every process. */
  etag: string;
}
/** As long as one catalogue lives, and the numbers of meanings last. */
export interface Era {
  catalogue: Catalogue;
  meanings: Map<string, number>;
  resolved: WeakMap<Filters, Resolved>;
}
/** Filters as the index takes them, true for one minute and version of a catalogue. */
export interface Resolved {
  era: Era;
  version: number;
  /** Wall minutes. */
  minute: number;
  filter: Filter;
  /** Equal filters of an era have one number; null where tiles are not worth keeping. */
  meaning: number | null;
}

/** Tiles of the live catalogue. */
export class LearningMap {
  readonly #live: LiveCatalogue;
  #era: Era;

  constructor(live: LiveCatalogue) {
    this.#live = live;
    this.#era = createEra(live.current);
  }

  /** Null where nothing is. Throws Invalid at an unknown code; a q waits until the text is there. */
  tile(address: TileAddress, filters: Filters, now: Date): DrawnTile | null | Promise<DrawnTile | null> {
    if (needsText(filters) && this.#live.current.ready !== 'text') {
      return this.#live.current.text.then(() => draw(address, this.resolve(filters, now)));
    }
    return draw(address, this.resolve(filters, now));
  }

  /** The same filters are resolved again when the minute or the rows are others. */
  resolve(filters: Filters, now: Date): Resolved {
    const catalogue = this.#live.current;
    if (this.#era.catalogue !== catalogue || this.#era.meanings.size > MOST_MEANINGS) this.#era = createEra(catalogue);
    const era = this.#era;
    const { version } = catalogue.index;
    const minute = toWallMinutes(now);
    const last = era.resolved.get(filters);
    if (last && last.version === version && last.minute === minute) return last;
    const filter = resolveFilter(filters, minute, catalogue);
    const meaning = goesBeyondFacets(filter) ? null : meaningOf(canonicalKey(filter), era);
    const resolved = { era, version, minute, filter, meaning };
    era.resolved.set(filters, resolved);
    return resolved;
  }

  /** `query`: the filters as they came, carried into the tile URLs; `isDemo`: whether something is made up. */
  tileJson(query: string, { origin, isDemo }: { origin: string; isDemo: boolean }): z.output<typeof TileJson> {
    const { index } = this.#live.current;
    const bounds = index.bbox() ?? PROVINCE;
    const tilesUrl = `${origin}/tiles/learning/{z}/{x}/{y}.mvt${query}`;
    const attribution = sayAttribution(isDemo);
    const described = toTileJson(index.schema, { name: '浙学地图', tilesUrl, bounds, attribution });
    const layers = described.vector_layers.map((layer) => ({ ...layer }));
    return { ...described, attribution, bounds: [...bounds], vector_layers: layers };
  }
}

/** Who is to be named with the data, and whether something of it is made up. */
export const sayAttribution = (isDemo: boolean): string => (isDemo ? `${ATTRIBUTION} · ${DEMO}` : ATTRIBUTION);

/** Whether the map must say that it shows demo data. */
export const findDemo = (database: Database): Promise<boolean> => withReader(database, hasDemo);

/** A tile of resolved filters. */
export function draw({ z, x, y }: TileAddress, { era, filter }: Resolved): DrawnTile | null {
  const bytes = era.catalogue.index.tile(filter, z, x, y);
  return bytes && { bytes, etag: etagOf(bytes) };
}

const createEra = (catalogue: Catalogue): Era => ({ catalogue, meanings: new Map(), resolved: new WeakMap() });

function meaningOf(key: string, { meanings }: Era): number {
  // Weekdays of a year are a thousand ranges.
  const short = key.length <= LONGEST_KEY ? key : createHash('sha256').update(key).digest('base64url');
  let meaning = meanings.get(short);
  if (meaning === undefined) meanings.set(short, (meaning = meanings.size));
  return meaning;
}
