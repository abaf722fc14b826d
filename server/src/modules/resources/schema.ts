import { z } from 'zod';
import { endpoint } from '../../contract/endpoint.ts';
import { Id, IdParams, InstitutionRef, LocalDate, Price, Provenance } from '../../contract/common.ts';
import { Photo } from '../../contract/picture.ts';

export const Resource = z
  .object({
    id: Id,
    kind: z.literal('resource'),
    title: z.string(),
    description: z.string(),
    institution: InstitutionRef.nullable(),
    ancestors: z.array(InstitutionRef),
    medium: z.string(),
    url: z.string(),
    durationMinutes: z.int().nullable(),
    topics: z.array(z.string()),
    audiences: z.array(z.string()),
    price: Price.nullable(),
    publishedOn: LocalDate.nullable(),
    photos: z.array(Photo),
    provenance: Provenance,
  })
  .meta({ id: 'Resource' });
export type Resource = z.infer<typeof Resource>;

export const getResource = endpoint({
  id: 'getResource',
  method: 'GET',
  path: '/api/resources/{id}',
  summary: 'An online resource',
  access: 'public',
  params: IdParams,
  response: Resource,
});
