import { z } from 'zod';
import { Id, Kind, LngLat, LocalDate } from '../../contract/common.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { viewShape, Words } from '../../contract/filters.ts';
import { onWire } from '../../contract/wire.ts';

const Crs = z.enum(['WGS84', 'CGCS2000', 'GCJ02', 'BD09']);
const degrees = (most: number) =>
  onWire(
    z
      .string()
      .regex(/^-?\d{1,3}(\.\d{1,12})?$/, 'must be degrees like 120.16')
      .transform(Number)
      .pipe(z.number().min(-most).max(most)),
    { type: 'number' as 'integer', minimum: -most, maximum: most },
  );
const DivisionCode = z.string().regex(/^\d{6}(\d{3})?$/, 'must be a 6 or 9 digit division code');
const code = (pattern: RegExp, message: string) => z.string().regex(pattern, message);

export const PLACING_SOURCES = ['coordinates', 'division', 'landmark', 'place', 'institution', 'geocoder'] as const;
export const Placing = z
  .object({
    candidates: z.array(
      z.object({
        source: z.enum(PLACING_SOURCES),
        id: z.string().nullable().meta({ description: 'Of a place, institution, landmark or division' }),
        name: z.string(),
        address: z.string(),
        lngLat: LngLat,
        written: z
          .object({ crs: Crs, lngLat: LngLat })
          .optional()
          .meta({ description: 'Of coordinates: as they were pasted, longitude first, and in which system' }),
        precision: z.number().nullable().meta({ description: 'Metres it may be off; null = not stated' }),
        division: z.string().nullable(),
        said: z.string().meta({ description: 'What was read and how, in the language asked for' }),
      }),
    ),
    problem: z
      .object({ code: z.string(), message: z.string() })
      .nullable()
      .meta({ description: 'Why what looks like coordinates is no position here' }),
    outside: z.int().meta({ description: 'Results that are left out as they lie outside the service area' }),
    area: z.string().meta({ description: 'Name of the service area' }),
    geocoder: z.object({ name: z.string(), isStandIn: z.boolean() }),
    degraded: z.array(z.string()).meta({ description: 'geocoder: it did not answer' }),
  })
  .meta({ id: 'Placing' });
export type Placing = z.infer<typeof Placing>;

export const findPlacing = endpoint({
  id: 'findPlacing',
  method: 'GET',
  path: '/api/placing',
  summary: 'Where something may be pinned, from pasted coordinates, a link of a map, a name or an address',
  access: 'things.write',
  query: z.strictObject({
    q: Words,
    crs: Crs.default('WGS84').meta({ description: 'System of coordinates that do not say their own' }),
    lang: viewShape.lang,
  }),
  response: Placing,
  limit: { times: 60, seconds: 60 },
});

const NamedDivision = z.object({ code: z.string(), name: z.string(), nameEn: z.string() });
const AtDistance = NamedDivision.extend({ metres: z.int().nullable() });
export const DivisionProposal = z
  .object({
    county: NamedDivision.nullable(),
    township: NamedDivision.nullable(),
    by: z.enum(['boundary', 'nearest_seat']).nullable().meta({ description: 'How the county was found' }),
    townshipBy: z.enum(['boundary', 'nearest_seat']).nullable(),
    sure: z.boolean().meta({ description: 'By a boundary, or no other seat is nearly as near' }),
    alternatives: z
      .array(AtDistance)
      .meta({ description: 'Other counties, nearest first, with metres to their seats' }),
    ask: z
      .object({ reason: z.enum(['outside_boundary', 'nearer_seat']), other: NamedDivision.nullable() })
      .nullable()
      .meta({ description: 'Why the stated county is to be asked about' }),
    isInServiceArea: z.boolean(),
    area: z.string(),
  })
  .meta({ id: 'DivisionProposal' });
export type DivisionProposal = z.infer<typeof DivisionProposal>;

export const proposeDivision = endpoint({
  id: 'proposeDivision',
  method: 'GET',
  path: '/api/placing/division',
  summary: 'County and township of a point, and whether the stated one is to be asked about',
  access: 'public',
  query: z.strictObject({
    lng: degrees(180),
    lat: degrees(90),
    stated: DivisionCode.optional().meta({ description: 'County or township somebody chose' }),
    lang: viewShape.lang,
  }),
  response: DivisionProposal,
});

const wholeNumber = onWire(
  z
    .string()
    .regex(/^[1-9]\d{0,15}$/, 'must be a positive whole number')
    .transform(Number)
    .pipe(z.int()),
  { type: 'integer', minimum: 1 },
);
export const Duplicates = z
  .object({
    duplicates: z.array(
      z.object({
        kind: Kind,
        id: Id,
        title: z.string(),
        institution: z.object({ id: Id, name: z.string() }).nullable(),
        place: z.object({ id: Id, name: z.string(), lngLat: LngLat }),
        startsAt: z.string().nullable().meta({ description: 'Wall time like 09:00' }),
        metres: z.int(),
        score: z.number().meta({ description: '0.6 … 1' }),
      }),
    ),
    more: z.int().meta({ description: 'How many more there are' }),
  })
  .meta({ id: 'ThingDuplicates' });
export type Duplicates = z.infer<typeof Duplicates>;

export const findDuplicateThings = endpoint({
  id: 'findDuplicateThings',
  method: 'GET',
  path: '/api/placing/duplicates',
  summary: 'Things of the kind within 100 m that have a like title, but for those said not to be the same',
  access: 'things.write',
  query: z.strictObject({
    kind: Kind,
    title: z.string().trim().min(1).max(200, 'takes at most 200 characters'),
    lng: degrees(180),
    lat: degrees(90),
    institution: wholeNumber.optional(),
    starts: code(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time like 09:00').optional(),
    thing: wholeNumber.optional().meta({ description: 'The thing itself, which is none of its duplicates' }),
    lang: viewShape.lang,
  }),
  response: Duplicates,
});

export const noteNotSame = endpoint({
  id: 'noteNotSame',
  method: 'POST',
  path: '/api/placing/not-same',
  summary: 'Says that two things are not the same, or takes it back; they are not shown as duplicates any more',
  access: 'account',
  idempotent: true,
  body: z.strictObject({ kind: Kind, a: Id, b: Id, same: z.enum(['no', 'unknown']).default('no') }),
  response: z.object({ done: z.literal(true) }),
  refusals: [403, 404, 409],
});

const Problem = z.object({
  code: z.string(),
  stops: z.boolean().meta({ description: 'Whether there is no series before it is answered' }),
  at: z.int().nullable().meta({ description: 'Where it stands in what was typed, in UTF-16 units' }),
  text: z.string().nullable(),
  message: z.string(),
});
const Time = z.object({ starts: z.string(), ends: z.string().nullable() });
const Names = z.object({ 'zh-CN': z.string(), en: z.string() });
export const SeriesReading = z
  .object({
    series: z
      .object({
        rule: z.string().nullable().meta({ description: 'RFC 5545; null where the days are listed' }),
        days: z.array(LocalDate),
        times: z.array(Time).meta({ description: 'What ends at or before its start ends on the next day' }),
        from: LocalDate.nullable(),
        until: LocalDate.nullable(),
        count: z.int().nullable().meta({ description: 'Sessions before exceptions' }),
        except: z.array(LocalDate),
        skipsHolidays: z.boolean(),
      })
      .meta({ description: 'As far as it was understood' }),
    dates: z.array(LocalDate).meta({ description: 'Empty while a problem stops it' }),
    sessions: z.int().meta({ description: 'Dates by times' }),
    isCut: z.boolean().meta({ description: 'There are more than a series may have, and these are the first' }),
    words: Names.nullable().meta({ description: 'What was understood, in words that are read the same' }),
    holidays: z.array(z.object({ date: LocalDate, names: Names })),
    workdays: z.array(LocalDate).meta({ description: 'Dates on which people work for a holiday' }),
    unknownYears: z.array(z.int()).meta({ description: 'Years whose public holidays are not known here' }),
    problems: z.array(Problem),
  })
  .meta({ id: 'SeriesReading' });
export type SeriesReading = z.infer<typeof SeriesReading>;

const days = code(/^\d{4}-\d\d-\d\d(,\d{4}-\d\d-\d\d)*$/, 'must be days like 2026-12-05,2026-12-12').max(5_000);
export const readSeries = endpoint({
  id: 'readSeries',
  method: 'GET',
  path: '/api/placing/series',
  summary: 'A series in plain words, or by its rule: its dates, words for it and the public holidays it meets',
  access: 'public',
  query: z.strictObject({
    words: z.string().max(500, 'takes at most 500 characters').optional(),
    rule: code(/^[A-Za-z0-9;=,:-]{1,200}$/, 'must be an RFC 5545 rule').optional(),
    days: days.optional(),
    times: code(
      /^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d(,([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d)*$/,
      'must be times like 09:00-10:30,14:00-15:30',
    )
      .max(200)
      .optional(),
    from: LocalDate.optional(),
    except: days.optional(),
    skipsHolidays: z.literal('true').optional(),
    lang: viewShape.lang,
  }),
  response: SeriesReading,
});
