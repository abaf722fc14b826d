import { z } from 'zod';
import { KINDS } from '../../contract/kinds.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { Filters } from '../../contract/filters.ts';

/** Properties of the layer `areas`, to zoom 9: count, counts by kind, code of the division; without one: of no county. */
export const AreaProperties = z.strictObject({
  point_count: z.int().positive(),
  ...Object.fromEntries(KINDS.map((kind) => [kind, z.int().positive().optional()])),
  division: z.string().optional(),
});
/** Properties of the layer `clusters`: count, counts by kind (absent = 0), bounds of the members in degrees. */
export const ClusterProperties = z.strictObject({
  point_count: z.int().min(2),
  ...Object.fromEntries(KINDS.map((kind) => [kind, z.int().positive().optional()])),
  west: z.number(),
  south: z.number(),
  east: z.number(),
  north: z.number(),
});
/** Properties of the layer `points`; where several things share the spot, their count and the spot itself for `at`. */
export const PointProperties = z.strictObject({
  id: z.int(),
  kind: z.enum(KINDS),
  place: z.int().optional(),
  point_count: z.int().min(2).optional(),
  ...Object.fromEntries(KINDS.map((kind) => [kind, z.int().positive().optional()])),
  lng: z.number().optional(),
  lat: z.number().optional(),
});

export const TileJson = z.looseObject({
  tilejson: z.literal('3.0.0'),
  tiles: z.array(z.string()),
  minzoom: z.int(),
  maxzoom: z.int(),
  bounds: z.array(z.number()),
  attribution: z.string().meta({ description: 'To be shown with the map; says when it holds demo data' }),
  vector_layers: z.array(z.looseObject({ id: z.string(), fields: z.record(z.string(), z.string()) })),
});

export const getTileJson = endpoint({
  id: 'getTileJson',
  method: 'GET',
  path: '/tiles/learning.json',
  summary: 'TileJSON of the learning map; filters given here are carried into the tile URLs',
  access: 'public',
  query: Filters,
  response: TileJson,
});
