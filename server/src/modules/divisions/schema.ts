import { z } from 'zod';
import { endpoint } from '../../contract/endpoint.ts';
import { LngLat } from '../../contract/common.ts';

export const Division = z
  .object({
    code: z.string(),
    parent: z.string().nullable(),
    level: z.enum(['province', 'city', 'county', 'township', 'village']),
    name: z.string(),
    nameEn: z.string(),
    position: LngLat.nullable(),
    positionBy: z.enum(['centroid', 'places', 'seat', 'county_seat']).nullable().meta({
      description: 'county_seat and places are approximate positions of a township, shown with 约',
    }),
  })
  .meta({ id: 'Division' });
export type Division = z.infer<typeof Division>;

export const listDivisions = endpoint({
  id: 'listDivisions',
  method: 'GET',
  path: '/api/divisions',
  summary: 'Divisions: province, cities and counties, or the children of one',
  access: 'public',
  query: z.strictObject({
    parent: z
      .string()
      .regex(/^\d{6}(\d{3})?$/, 'must be a division code')
      .optional(),
  }),
  response: z.object({ divisions: z.array(Division) }),
  refusals: [404],
});
