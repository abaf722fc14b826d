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

const approvalNumber = z.string().nullable().meta({ description: 'Of the reviewed map (审图号), shown on the map' });
const tileUrls = z.array(z.string()).min(1);

export const BaseMap = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('built-in'), approvalNumber }),
    z.object({
      type: z.literal('pmtiles'),
      approvalNumber,
      path: z.string().meta({ description: 'Of the archive on this server' }),
      minzoom: z.int(),
      maxzoom: z.int(),
      attribution: z.string(),
      hasBoundaries: z.boolean().meta({ description: 'It has boundaries, and they are approved' }),
    }),
    z.object({
      type: z.literal('tianditu'),
      approvalNumber,
      minzoom: z.int(),
      maxzoom: z.int(),
      ground: tileUrls,
      names: z.object({ 'zh-CN': tileUrls, en: tileUrls }),
    }),
  ])
  .meta({ id: 'BaseMap' });
export type BaseMap = z.infer<typeof BaseMap>;

export const chooseBasemap = endpoint({
  id: 'chooseBasemap',
  method: 'GET',
  path: '/api/basemap',
  summary: 'Which base map the operator chose, and what it must say of itself',
  access: 'public',
  response: BaseMap,
});
