import { z } from 'zod';
import { endpoint } from '../../contract/endpoint.ts';
import { Id, IdParams, InstitutionRef, PlaceDetails, Provenance, VenueDetails } from '../../contract/common.ts';
import { Photo } from '../../contract/picture.ts';

const CreditPointRef = z.object({ id: Id, name: z.string() }).meta({ id: 'CreditPointRef' });

export const CreditPoint = z
  .object({
    id: Id,
    kind: z.literal('credit_point'),
    title: z.string(),
    description: z.string(),
    tier: z.string(),
    parents: z.array(CreditPointRef).meta({ description: 'From the provincial centre down' }),
    childCount: z.int(),
    institution: InstitutionRef.nullable(),
    place: PlaceDetails.nullable(),
    venue: VenueDetails.nullable(),
    services: z.array(z.string()),
    phone: z.string().nullable(),
    photos: z.array(Photo),
    provenance: Provenance,
  })
  .meta({ id: 'CreditPoint' });
export type CreditPoint = z.infer<typeof CreditPoint>;

export const getCreditPoint = endpoint({
  id: 'getCreditPoint',
  method: 'GET',
  path: '/api/credit-points/{id}',
  summary: 'An acceptance point of the credit bank',
  access: 'public',
  params: IdParams,
  response: CreditPoint,
});
