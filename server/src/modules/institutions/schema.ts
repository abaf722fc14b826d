import { z } from 'zod';
import { endpoint } from '../../contract/endpoint.ts';
import {
  Id,
  IdParams,
  InstitutionRef,
  LocalDate,
  PlaceDetails,
  Provenance,
  VenueDetails,
} from '../../contract/common.ts';
import { Photo } from '../../contract/picture.ts';

const AS_CAMPUS = { campus: z.string().nullable(), isMain: z.boolean() };

export const Institution = z
  .object({
    id: Id,
    kind: z.literal('institution'),
    title: z.string(),
    aliases: z.array(z.string()),
    type: z.string(),
    level: z.enum(['province', 'city', 'county', 'township', 'village', 'none']),
    division: z.string().nullable(),
    description: z.string(),
    phone: z.string().nullable(),
    website: z.string().nullable(),
    topics: z.array(z.string()),
    audiences: z.array(z.string()),
    openedOn: LocalDate.nullable(),
    closedOn: LocalDate.nullable(),
    places: z.array(PlaceDetails.extend(AS_CAMPUS)),
    venues: z.array(VenueDetails.extend(AS_CAMPUS)),
    ancestors: z.array(InstitutionRef).meta({ description: 'From the top of the tree to the parent, as of today' }),
    heirs: z.array(InstitutionRef).meta({ description: 'Where it goes, or went, when it closes' }),
    children: z.array(InstitutionRef),
    childCount: z.int(),
    offers: z.record(z.string(), z.int()).meta({ description: 'Counts by kind of what it offers itself' }),
    photos: z.array(Photo),
    provenance: Provenance,
  })
  .meta({ id: 'Institution' });
export type Institution = z.infer<typeof Institution>;

export const getInstitution = endpoint({
  id: 'getInstitution',
  method: 'GET',
  path: '/api/institutions/{id}',
  summary: 'An institution with its places and its position in the tree',
  access: 'public',
  params: IdParams,
  response: Institution,
});
