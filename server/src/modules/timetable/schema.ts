import { z } from 'zod';
import { DateTime, Id, LocalDate, Seats, Status } from '../../contract/common.ts';
import { PARTS } from '../../contract/lists.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { CELL_FILTERS, withoutFilters } from '../../contract/filter-table.ts';
import { filterShape, viewShape } from '../../contract/filters.ts';

export const TimetableSession = z
  .object({
    id: Id.meta({ description: 'Of the activity' }),
    title: z.string(),
    lang: z.string(),
    startsAt: DateTime,
    endsAt: DateTime,
    status: Status,
    place: z.string().nullable(),
    seats: Seats,
    isDemo: z.boolean(),
  })
  .meta({ id: 'TimetableSession' });

export const TimetableCell = z
  .object({
    part: z.enum(PARTS),
    count: z.int().meta({ description: 'What a search finds with this day as from and to, and this part' }),
    sessions: z.array(TimetableSession).meta({ description: 'The first session of the first few, by start' }),
    left: z.int().meta({ description: 'How many more there are: count without those listed' }),
  })
  .meta({ id: 'TimetableCell' });

export const Timetable = z
  .object({
    week: LocalDate.meta({ description: 'Its Monday' }),
    today: LocalDate,
    days: z.array(z.object({ date: LocalDate, parts: z.array(TimetableCell) })),
  })
  .meta({ id: 'Timetable' });
export type Timetable = z.infer<typeof Timetable>;
export type TimetableSession = z.infer<typeof TimetableSession>;

export const getTimetable = endpoint({
  id: 'getTimetable',
  method: 'GET',
  path: '/api/timetable',
  summary: 'A week of what matches: seven days by three parts, exact counts and the first sessions of each',
  access: 'public',
  query: z.strictObject({
    // The cells stand in their place.
    ...withoutFilters(filterShape, CELL_FILTERS),
    week: z.iso
      .date('must be a day like 2026-11-28')
      .refine((day) => day >= '2000' && day < '2100', 'must be a day from 2000 to 2099')
      .optional()
      .meta({ example: '2026-11-23', description: 'Any day of it; this week when absent' }),
    lang: viewShape.lang,
  }),
  response: Timetable,
});
