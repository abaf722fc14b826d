import { z } from 'zod';
import { KINDS } from './kinds.ts';
import { LANGS } from './lists.ts';

/** What people write on this platform: every kind, and places, which other things stand at. */
export const PIN_KINDS = [...KINDS, 'place'] as const;
export const PinKind = z.enum(PIN_KINDS).meta({ id: 'PinKind' });
export type PinKind = z.infer<typeof PinKind>;

const Names = z.record(z.enum(LANGS), z.string());

const common = {
  name: z.string(),
  names: Names,
  hint: Names.optional(),
  isNeeded: z.boolean().meta({ description: 'Asked for before it is submitted; a draft may lack it' }),
  when: z
    .object({ field: z.string(), is: z.array(z.string()) })
    .optional()
    .meta({ description: 'Asked only where another field has one of these values; left out otherwise' }),
};

/** What one field takes. Lengths are in characters, money in yuan with two decimals, times in Asia/Shanghai. */
const plainTypes = [
  z.object({ type: z.literal('text'), least: z.int(), most: z.int(), isLong: z.boolean() }),
  z.object({
    type: z.literal('choice'),
    options: z.array(z.object({ value: z.string(), names: Names })).meta({ description: 'A closed list' }),
  }),
  z.object({
    type: z.literal('terms'),
    vocabulary: z.string().meta({ description: 'Codes of /api/vocabularies' }),
    least: z.int(),
    most: z.int().meta({ description: '1: a single code instead of an array' }),
  }),
  z.object({ type: z.literal('money'), most: z.int() }),
  z.object({ type: z.literal('number'), least: z.number(), most: z.number(), decimals: z.int() }),
  z.object({ type: z.literal('day') }),
  z.object({ type: z.literal('moment') }),
  z.object({ type: z.literal('link') }),
  z.object({ type: z.literal('phone') }),
  z.object({ type: z.literal('place') }),
  z.object({ type: z.literal('position') }),
  z.object({ type: z.literal('hours') }),
  z.object({ type: z.literal('series') }),
  z.object({
    type: z.literal('thing'),
    kind: z.enum(KINDS),
    isOwn: z.boolean().meta({ description: 'One of those that who writes may write for' }),
  }),
  z.object({ type: z.literal('photos'), most: z.int() }),
] as const;
const PlainType = z.discriminatedUnion('type', [...plainTypes]);

export const RowField = z.intersection(z.object(common), PlainType).meta({ id: 'FormRowField' });
export type RowField = z.infer<typeof RowField>;

const FieldType = z.discriminatedUnion('type', [
  ...plainTypes,
  z
    .object({
      type: z.literal('group'),
      item: Names.meta({ description: 'What one row is called' }),
      least: z.int(),
      most: z.int(),
      fields: z.array(RowField),
    })
    .meta({ description: 'Rows of fields; one that is public has its id beside them' }),
]);
export type FieldType = z.infer<typeof FieldType>;

export const FORM_SECTIONS = ['what', 'where', 'when', 'enrol', 'who', 'photos'] as const;

export const FormField = z
  .intersection(z.object({ ...common, section: z.enum(FORM_SECTIONS) }), FieldType)
  .meta({ id: 'FormField' });
export type FormField = z.infer<typeof FormField>;

export const PinForm = z
  .object({
    kind: PinKind,
    names: Names,
    fields: z.array(FormField),
    statuses: z
      .array(z.enum(['scheduled', 'moved_online', 'postponed', 'cancelled']))
      .meta({ description: 'What may be said of a published one at once, without review; empty: nothing' }),
  })
  .meta({ id: 'PinForm' });
export type PinForm = z.infer<typeof PinForm>;

/** A position as it was given, and what was confirmed about it. */
export const FormPosition = z
  .strictObject({
    lngLat: z.tuple([z.number(), z.number()]).meta({ description: 'WGS 84' }),
    crs: z.enum(['WGS84', 'CGCS2000', 'GCJ02', 'BD09']),
    given: z.tuple([z.number(), z.number()]).meta({ description: 'As it was given, in its own system' }),
    precision: z.number().min(0).max(50_000).nullable(),
    division: z.string().regex(/^\d{6}(\d{3})?$/, 'must be a 6 or 9 digit division code'),
    divisionBy: z.enum(['declared', 'boundary', 'nearest_seat']),
  })
  .meta({ id: 'FormPosition' });
export type FormPosition = z.infer<typeof FormPosition>;

/** Where something is: a place that is known, or a new one of its own. */
export const FormPlace = z
  .union([
    z.strictObject({ id: z.int().positive() }),
    z.strictObject({
      name: z.string().trim().min(1, 'is needed here').max(200, 'takes at most 200 characters'),
      address: z.string().trim().max(300, 'takes at most 300 characters'),
      position: FormPosition,
      accessibility: z.array(z.string().max(64)).max(20),
    }),
  ])
  .meta({ id: 'FormPlace' });
export type FormPlace = z.infer<typeof FormPlace>;

const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time like 09:00');
export const MOST_SESSIONS = 400;
/** When something takes place, in Asia/Shanghai wall time. */
export const FormSeries = z
  .strictObject({
    words: z.string().max(300, 'takes at most 300 characters').meta({ description: 'As somebody wrote it' }),
    rule: z
      .string()
      .max(200)
      .regex(/^FREQ=(DAILY|WEEKLY|MONTHLY)(;[A-Z]+=[A-Z0-9,+-]+)*$/, 'must be a recurrence rule')
      .nullable(),
    times: z
      .array(z.strictObject({ starts: Time, ends: Time.meta({ description: 'At or before its start: the next day' }) }))
      .min(1, 'is needed here')
      .max(4, 'takes at most 4 values'),
    dates: z.array(z.iso.date()).min(1, 'is needed here').max(MOST_SESSIONS, `takes at most ${MOST_SESSIONS} values`),
  })
  .meta({ id: 'FormSeries' });
export type FormSeries = z.infer<typeof FormSeries>;

export const FormHours = z
  .array(
    z.strictObject({
      days: z.array(z.int().min(1).max(7)).min(1).max(7),
      opens: Time,
      closes: z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be a time like 17:00'),
    }),
  )
  .max(30, 'takes at most 30 values');

export const FormPhoto = z
  .strictObject({
    file: z.string().regex(/^[0-9a-f]{64}$/, 'must be a file that was sent here'),
    alt: z.string().trim().min(1, 'is needed here').max(200, 'takes at most 200 characters'),
    width: z.int().positive(),
    height: z.int().positive(),
  })
  .meta({ id: 'FormPhoto' });
export type FormPhoto = z.infer<typeof FormPhoto>;

/** Values by the names of fields; what is not filled in is left out. */
export const FormBody = z.record(z.string().max(64), z.unknown());
export type FormBody = z.infer<typeof FormBody>;

/** What keeps a body from being submitted; `field` is a JSON pointer: /series/times/0/starts */
export const FieldProblem = z.object({ field: z.string(), message: z.string() }).meta({ id: 'FieldProblem' });
export type FieldProblem = z.infer<typeof FieldProblem>;
