import { z } from 'zod';
import { KINDS } from './kinds.ts';
import { ENROL_METHODS, MODES, STATUSES } from './lists.ts';
import { Picture } from './picture.ts';
import { onWire } from './wire.ts';

export const Kind = z.enum(KINDS).meta({ id: 'Kind' });
export type Kind = z.infer<typeof Kind>;
export const Mode = z.enum(MODES).meta({ id: 'Mode' });
export type Mode = z.infer<typeof Mode>;
export const Status = z
  .enum(STATUSES)
  .meta({ id: 'Status', description: 'Status of a happening; ended follows from its dates' });
export type Status = z.infer<typeof Status>;

export const Id = z.int().positive().meta({ description: 'One number space for all public things, never reused' });
export const IdParams = z.object({
  id: onWire(
    z
      .string()
      .regex(/^[1-9][0-9]{0,15}$/, 'must be a positive whole number')
      .transform(Number)
      .pipe(z.int()),
    { type: 'integer', minimum: 1 },
  ),
});
export const DateTime = z.iso.datetime({ offset: true }).meta({ example: '2026-11-28T09:00:00+08:00' });
/** Names what a catalogue held at one moment; those of two parts are of earlier releases. */
export const StateId = z
  .string()
  .regex(/^[0-9a-f]{12}\.\d{1,15}(\.\d{1,20}\.\d{1,15})?$/, 'must be the id of an event or the version of a search')
  .meta({ description: 'A state of the catalogue: <epoch>.<day>.<xid>.<seq>', example: '9f86d081884c.20780.1042.57' });
export const LocalDate = z.iso.date().meta({ example: '2026-11-28' });
export const Money = z
  .string()
  .regex(/^\d+\.\d{2}$/)
  .meta({ description: 'Yuan, two decimals', example: '120.00' });
export const LngLat = z.tuple([z.number(), z.number()]).meta({ description: 'WGS 84 [longitude, latitude]' });

export const Price = z
  .object({ min: Money, max: Money })
  .meta({ id: 'Price', description: 'Yuan; absent where the source does not say' });
export const Seats = z.object({ capacity: z.int().nullable(), left: z.int().nullable() }).meta({ id: 'Seats' });
export const Enrol = z
  .object({ method: z.enum(ENROL_METHODS), contact: z.string().nullable(), deadline: DateTime.nullable() })
  .meta({ id: 'Enrol' });
export const InstitutionRef = z.object({ id: Id, name: z.string() }).meta({ id: 'InstitutionRef' });
export type InstitutionRef = z.infer<typeof InstitutionRef>;

export const OpeningHours = z
  .array(z.object({ days: z.array(z.int().min(1).max(7)), opens: z.string(), closes: z.string() }))
  .meta({ id: 'OpeningHours', description: 'Weekly, Monday = 1, Asia/Shanghai wall time' });
export const PlaceRef = z
  .object({
    id: Id,
    name: z.string(),
    address: z.string(),
    division: z.string(),
    lngLat: LngLat,
    precision: z.number().nonnegative().nullable().meta({
      description:
        'Metres the position may be off, as its source wrote it; above 200 it is approximate. null = not stated',
    }),
    namePinyin: z.string().optional().meta({
      description:
        'How a Chinese name is said, without tones; on cards only in English. Derived from the name, not from a source',
      example: 'Gudang Jiedao Shequ Xuexiao',
    }),
    nameGloss: z.string().optional().meta({
      description: 'The same with the words that are known in English; absent where none is',
      example: 'Gudang Subdistrict Community School',
    }),
  })
  .meta({ id: 'PlaceRef' });
export type PlaceRef = z.infer<typeof PlaceRef>;
export const Positions = z
  .object({
    wgs84: LngLat,
    gcj02: LngLat.meta({ description: 'For AMap, Tencent Maps and Apple Maps in mainland China' }),
    bd09: LngLat.meta({ description: 'For Baidu Maps' }),
  })
  .meta({ id: 'Positions', description: 'One position in the systems of map apps, [longitude, latitude]' });
export type Positions = z.infer<typeof Positions>;
export const PlaceDetails = PlaceRef.extend({
  positions: Positions,
  divisionBy: z.enum(['declared', 'boundary', 'nearest_seat']),
  phone: z.string().nullable(),
  website: z.string().nullable(),
  openingHours: OpeningHours.nullable(),
  openingExceptions: z.array(
    z.object({
      date: LocalDate,
      opens: z.string().nullable(),
      closes: z.string().nullable(),
      note: z.string().nullable(),
    }),
  ),
  accessibility: z.array(z.string()),
}).meta({ id: 'PlaceDetails' });
export type PlaceDetails = z.infer<typeof PlaceDetails>;

/** Without a position: it is on no map, and no way there can be told. */
export const Venue = PlaceRef.omit({ lngLat: true, precision: true }).meta({
  id: 'Venue',
  description: 'Where something is held whose position is not known',
});
export type Venue = z.infer<typeof Venue>;
export const VenueDetails = PlaceDetails.omit({ lngLat: true, precision: true, positions: true }).meta({
  id: 'VenueDetails',
});
export type VenueDetails = z.infer<typeof VenueDetails>;

export const Session = z
  .object({
    date: LocalDate,
    start: z.string().meta({
      description:
        'When it starts in the series, like 09:00: with the date it tells a session of several a day, also once it is moved',
    }),
    startsAt: DateTime,
    endsAt: DateTime,
    status: Status,
    isOn: z.boolean(),
    seats: Seats,
    note: z.string().nullable(),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof Session>;

/** Where a record comes from and when somebody last confirmed it. */
export const Provenance = z
  .object({
    isDemo: z.boolean(),
    sourceSystem: z.string(),
    sourceUrl: z.string().nullable(),
    confirmedOn: LocalDate.nullable(),
    confirmedBy: z.string().nullable(),
    updatedAt: DateTime,
    lang: z.string(),
  })
  .meta({ id: 'Provenance' });
export type Provenance = z.infer<typeof Provenance>;

/** A thing that something else names. */
export const NamedThing = z
  .object({ id: Id, kind: Kind, title: z.string(), division: z.string().nullable() })
  .meta({ id: 'NamedThing' });
export type NamedThing = z.infer<typeof NamedThing>;

/** What every list shows of a thing at a place; absent facts are null. */
export const Card = z
  .object({
    id: Id,
    kind: Kind,
    title: z.string(),
    lang: z.string(),
    institution: InstitutionRef.nullable(),
    place: PlaceRef.nullable(),
    venue: Venue.optional().meta({ description: 'Where it is held when that is on no map' }),
    topics: z.array(z.string()),
    audiences: z.array(z.string()),
    format: z.string().nullable(),
    mode: Mode.nullable(),
    price: Price.nullable(),
    seats: Seats.nullable(),
    status: Status.nullable(),
    nextSession: z.object({ startsAt: DateTime, endsAt: DateTime }).nullable(),
    sessionsLeft: z.int().nullable(),
    enrolDeadline: DateTime.nullable(),
    /** institution type, course level, medium of a resource or tier of a credit point */
    type: z.string().nullable(),
    metres: z.number().nullable().meta({ description: 'True distance from the point asked for' }),
    confirmedOn: LocalDate.nullable(),
    stale: z
      .string()
      .nullable()
      .meta({ description: 'How long nobody confirmed it, in words, once that is too long; null else' }),
    isDemo: z.boolean(),
    photo: Picture.nullable().meta({ description: 'The first of its photos, in the smallest size' }),
  })
  .meta({ id: 'Card' });
export type Card = z.infer<typeof Card>;
