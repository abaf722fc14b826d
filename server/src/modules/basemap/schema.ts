import { z } from 'zod';
import { endpoint } from '../../contract/endpoint.ts';

export const getBasemap = endpoint({
  id: 'getBasemap',
  method: 'GET',
  path: '/basemap.json',
  summary: 'TileJSON of the built-in schematic base map, with the county seats',
  access: 'public',
  response: z.looseObject({
    tilejson: z.literal('3.0.0'),
    tiles: z.array(z.string()),
    minzoom: z.int(),
    maxzoom: z.int(),
    bounds: z.array(z.number()),
    attribution: z.string(),
  }),
});
