import { z } from 'zod';
import { endpoint } from '../../contract/endpoint.ts';
import {
  Enrol,
  Id,
  IdParams,
  InstitutionRef,
  LocalDate,
  Mode,
  PlaceDetails,
  VenueDetails,
  Price,
  Provenance,
  Seats,
  Status,
} from '../../contract/common.ts';
import { Photo } from '../../contract/picture.ts';

const Offering = z
  .object({
    id: Id,
    institution: InstitutionRef,
    place: PlaceDetails.nullable(),
    venue: VenueDetails.nullable(),
    mode: Mode,
    startsOn: LocalDate.nullable(),
    endsOn: LocalDate.nullable(),
    timetable: z.string().nullable(),
    seats: Seats,
    enrol: Enrol.nullable(),
    status: Status,
  })
  .meta({ id: 'CourseOffering' });

export const Course = z
  .object({
    id: Id,
    kind: z.literal('course'),
    title: z.string(),
    description: z.string(),
    institution: InstitutionRef,
    ancestors: z.array(InstitutionRef),
    level: z.enum(['academic', 'skills']),
    profession: z.object({ code: z.string(), name: z.string(), nameEn: z.string(), degree: z.string() }).nullable(),
    edition: z.string(),
    credits: z.string().nullable().meta({ description: 'Decimal' }),
    hours: z.int().nullable(),
    topics: z.array(z.string()),
    audiences: z.array(z.string()),
    price: Price.nullable(),
    offerings: z.array(Offering),
    photos: z.array(Photo),
    provenance: Provenance,
  })
  .meta({ id: 'Course' });
export type Course = z.infer<typeof Course>;

export const getCourse = endpoint({
  id: 'getCourse',
  method: 'GET',
  path: '/api/courses/{id}',
  summary: 'A course with its offerings',
  access: 'public',
  params: IdParams,
  response: Course,
});
