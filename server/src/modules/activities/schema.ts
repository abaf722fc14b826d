import { z } from 'zod';
import { endpoint } from '../../contract/endpoint.ts';
import { viewShape } from '../../contract/filters.ts';
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
  Session,
  Status,
} from '../../contract/common.ts';
import { Photo } from '../../contract/picture.ts';

export const Activity = z
  .object({
    id: Id,
    kind: z.literal('activity'),
    title: z.string(),
    description: z.string(),
    institution: InstitutionRef,
    ancestors: z.array(InstitutionRef),
    place: PlaceDetails.nullable(),
    venue: VenueDetails.nullable(),
    mode: Mode,
    format: z.string(),
    topics: z.array(z.string()),
    audiences: z.array(z.string()),
    price: Price.nullable(),
    seats: Seats,
    enrol: Enrol.nullable(),
    lecturer: z.string().nullable(),
    hours: z.number().nullable().meta({ description: 'Learning hours it counts for' }),
    credits: z.string().nullable().meta({ description: 'Decimal; what the credit bank makes of it is another matter' }),
    status: Status,
    statusNote: z
      .string()
      .nullable()
      .meta({ description: 'Why all of it is as the status says, as its organiser wrote it' }),
    recurrence: z.string().nullable(),
    nextSession: Session.nullable(),
    sessions: z.array(Session).meta({ description: 'All sessions, past ones too, by start' }),
    photos: z.array(Photo),
    provenance: Provenance,
  })
  .meta({ id: 'Activity' });
export type Activity = z.infer<typeof Activity>;

export const getActivity = endpoint({
  id: 'getActivity',
  method: 'GET',
  path: '/api/activities/{id}',
  summary: 'An activity with its sessions',
  access: 'public',
  params: IdParams,
  response: Activity,
});

export const getActivityCalendar = endpoint({
  id: 'getActivityCalendar',
  method: 'GET',
  path: '/api/activities/{id}/calendar.ics',
  summary: 'The sessions of an activity for a calendar, each with a UID of its own that stays',
  access: 'public',
  params: IdParams,
  query: z.strictObject({
    session: LocalDate.optional().meta({ description: 'The session of this day alone, or those of it' }),
    start: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time like 09:00')
      .optional()
      .meta({ description: 'Of several a day the one that starts then in the series' }),
    lang: viewShape.lang,
  }),
  response: z.string(),
  responseType: 'text/calendar',
});
