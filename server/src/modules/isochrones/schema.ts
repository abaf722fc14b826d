import { z } from 'zod';
import { LngLat } from '../../contract/common.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { onWire } from '../../contract/wire.ts';
import { filtersWhere, withoutFilters } from '../../contract/filter-table.ts';
import { filterShape, viewShape } from '../../contract/filters.ts';

export const Isochrone = z
  .object({
    method: z.enum(['detour', 'network']).meta({
      description:
        'network: along the streets of the router. detour: a circle as far as a usual way on foot leads, straight line times detourFactor',
    }),
    from: LngLat.meta({ description: 'The point asked for, rounded to three decimals' }),
    minutes: z.int(),
    metresPerMinute: z.number().meta({ description: 'Walking speed; on streets the router has its own' }),
    detourFactor: z.number().nullable(),
    metres: z.int().nullable().meta({ description: 'Radius of the circle; null with a network' }),
    area: z
      .object({ type: z.literal('Polygon'), coordinates: z.array(z.array(LngLat)) })
      .meta({ description: 'GeoJSON, at most 200 corners; for showing. Ask with `filter`.' }),
    filter: z
      .object({ near: z.string().optional(), within: z.string().optional() })
      .meta({ description: 'The one filter that map, list and totals take for exactly this set' }),
    counts: z
      .object({ total: z.int(), kinds: z.record(z.string(), z.int()) })
      .meta({ description: 'What matches inside; kinds as the facet of a search: other filters kept' }),
    degraded: z.array(z.string()).meta({ description: 'router: the street network did not answer' }),
  })
  .meta({ id: 'Isochrone' });
export type Isochrone = z.infer<typeof Isochrone>;

export const getIsochrone = endpoint({
  id: 'getIsochrone',
  method: 'GET',
  path: '/api/reach',
  summary: 'What can be reached on foot in some minutes: the area, and counts by kind',
  access: 'public',
  query: z.strictObject({
    ...withoutFilters(filterShape, filtersWhere({ tells: 'spot' })),
    from: viewShape.origin,
    minutes: onWire(
      z.enum(['5', '10', '15', '20', '30'], 'must be 5, 10, 15, 20 or 30').default('15').transform(Number),
      { type: 'integer', enum: [5, 10, 15, 20, 30], default: 15 },
    ),
    lang: viewShape.lang,
  }),
  response: Isochrone,
});
