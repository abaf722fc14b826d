import type { z } from 'zod';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { LiveCatalogue } from '../../catalogue/live.ts';
import { CIRCLE_FILTER } from '../../contract/filter-table.ts';
import { Filters, type FilterInput } from '../../contract/filters.ts';
import { Invalid } from '../../errors.ts';
import { toWallMinutes } from '../../formats/shanghai-time.ts';
import { readCatalogue, resolveFilter } from '../search/filter.ts';
import { RAYS, traceIsochrone } from './isochrone.ts';
import type { getIsochrone, Isochrone } from './schema.ts';
import { ringAround, type Spot } from './sphere.ts';
import { DETOUR_FACTOR, METRES_PER_MINUTE, straightMetres } from './walking.ts';
import type { WalkingTimes } from './walking-times.ts';

type IsochroneQuery = z.output<typeof getIsochrone.query>;
type Area = Pick<Isochrone, 'method' | 'detourFactor' | 'metres' | 'filter' | 'degraded'> & { ring: Spot[] };

export interface IsochroneParts {
  live: LiveCatalogue;
  /** The street network, where one is set up. */
  walking: WalkingTimes | null;
}

/** The area on foot and what is in it, counted by the filter the map and the list take. Throws Invalid. */
export async function findIsochrone(
  { live, walking }: IsochroneParts,
  query: IsochroneQuery,
  now: Date,
): Promise<Isochrone> {
  const { from: asked, minutes, lang: _lang, ...filters } = query;
  if (!asked) throw new Invalid([{ in: 'query', field: 'from', message: 'needs an origin' }]);
  const from: [number, number] = [coarse(asked[0]), coarse(asked[1])];
  const { ring, ...area } = await findArea(walking, from, minutes);
  const catalogue = await readCatalogue(live, filters);
  return {
    ...area,
    from,
    minutes,
    metresPerMinute: METRES_PER_MINUTE,
    area: { type: 'Polygon', coordinates: [[...ring, ring[0]!].map(([lng, lat]) => [lng, lat])] },
    counts: count(catalogue, { ...filters, ...Filters.parse(area.filter) }, now),
  };
}

async function findArea(walking: WalkingTimes | null, from: Spot, minutes: number): Promise<Area> {
  if (!walking) return circle(from, minutes, []);
  try {
    const ring = await traceIsochrone(walking, from, minutes);
    const filter = { within: ring.flat().join(',') } satisfies FilterInput;
    return { method: 'network', detourFactor: null, metres: null, filter, degraded: [], ring };
  } catch {
    // Whatever is wrong with the router, a circle can always be told.
    return circle(from, minutes, ['router']);
  }
}

function circle(from: Spot, minutes: number, degraded: string[]): Area {
  const metres = straightMetres(minutes);
  const filter = { [CIRCLE_FILTER]: [...from, metres].join(',') } satisfies FilterInput;
  const ring = ringAround(from, new Array<number>(RAYS).fill(metres));
  return { method: 'detour', detourFactor: DETOUR_FACTOR, metres, filter, degraded, ring };
}

function count(catalogue: Catalogue, filters: Filters, now: Date): Isochrone['counts'] {
  const filter = resolveFilter(filters, toWallMinutes(now), catalogue);
  const { codes, used } = catalogue.facets.kind;
  const byKind = catalogue.index.facetCounts(filter, 'all', undefined, ['kind']).kind!;
  const kinds = codes.slice(0, used).map((code, index) => [code, byKind[index]!] as const);
  return { total: catalogue.index.totals(filter).total, kinds: Object.fromEntries(kinds) };
}

/** Three decimals, about 100 m: nobody is followed to the door. */
function coarse(degrees: number): number {
  return Number(degrees.toFixed(3));
}
