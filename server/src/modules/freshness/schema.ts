import { z } from 'zod';
import { Id, InstitutionRef, Kind, LocalDate } from '../../contract/common.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { FRESHNESS } from '../../contract/freshness.ts';
import { onWire } from '../../contract/wire.ts';

/** `over`: it is finished, and nobody need confirm it any more. */
export const FRESHNESS_STATES = [...FRESHNESS, 'over'] as const;
const State = z.enum(FRESHNESS_STATES);

const PinParams = z.object({
  pin: onWire(
    z
      .string()
      .regex(/^[1-9]\d{0,14}$/, 'must be an id')
      .transform(Number),
    { type: 'integer', minimum: 1 },
  ),
});

export const Confirmation = z
  .object({
    pin: Id,
    kind: Kind,
    isPublic: z.boolean(),
    state: State,
    confirmedOn: LocalDate.nullable(),
    confirmedBy: z.string().nullable(),
    hidesOn: LocalDate.nullable().meta({ description: 'When the public no longer sees it; null: never by itself' }),
  })
  .meta({ id: 'Confirmation' });
export type Confirmation = z.infer<typeof Confirmation>;

export const confirmThing = endpoint({
  id: 'confirmThing',
  method: 'POST',
  path: '/api/pins/{pin}/confirmation',
  summary: 'Says that what is public of a thing is still right; what was hidden by its age is public again',
  access: 'account',
  idempotent: true,
  params: PinParams,
  response: Confirmation,
  refusals: [409],
});

export const undoConfirmation = endpoint({
  id: 'undoConfirmation',
  method: 'DELETE',
  path: '/api/pins/{pin}/confirmation',
  summary: 'Takes back what one has just confirmed',
  access: 'account',
  idempotent: true,
  params: PinParams,
  response: Confirmation,
  refusals: [409],
});

const Counts = z.object(
  Object.fromEntries(FRESHNESS_STATES.map((state) => [state, z.int()])) as Record<State, z.ZodInt>,
);
type State = (typeof FRESHNESS_STATES)[number];
export const FreshnessRow = z
  .object({
    county: z.string().nullable().meta({ description: 'null: what is in no county' }),
    name: z.string(),
    nameEn: z.string(),
    total: z.int(),
    counts: Counts,
    byKind: z.partialRecord(Kind, Counts).meta({ description: 'Kinds of which there is none are left out' }),
  })
  .meta({ id: 'FreshnessRow' });
export type FreshnessRow = z.infer<typeof FreshnessRow>;

export const getFreshness = endpoint({
  id: 'getFreshness',
  method: 'GET',
  path: '/api/freshness',
  summary: 'How many public things who asks may review are confirmed, by county, kind and how long ago',
  access: 'things.review',
  query: z.strictObject({ kind: Kind.optional() }),
  response: z
    .object({
      today: LocalDate,
      rows: z.array(FreshnessRow),
      total: z.int().meta({ description: 'Each thing is in exactly one row and one state' }),
    })
    .meta({ id: 'FreshnessTable' }),
});

export const FreshnessThing = z
  .object({
    id: Id,
    kind: Kind,
    title: z.string(),
    institution: InstitutionRef.nullable(),
    state: State,
    confirmedOn: LocalDate.nullable(),
    confirmedBy: z.string().nullable(),
    hidesOn: LocalDate.nullable(),
    isDemo: z.boolean(),
  })
  .meta({ id: 'FreshnessThing' });
export type FreshnessThing = z.infer<typeof FreshnessThing>;

export const listFreshness = endpoint({
  id: 'listFreshness',
  method: 'GET',
  path: '/api/freshness/things',
  summary: 'Public things of a county by how long ago they were confirmed, longest first',
  access: 'things.review',
  query: z.strictObject({
    county: z.string().regex(/^(\d{6}|none)$/, 'must be a county or none'),
    kind: Kind.optional(),
    state: z
      .enum(['ageing', 'stale', 'unconfirmed', 'due'])
      .default('due')
      .meta({ description: 'due: stale or never confirmed' }),
    cursor: z
      .string()
      .regex(/^(\d{4}-\d\d-\d\d)?\.\d{1,15}$/, 'is not a cursor of this list')
      .optional(),
    limit: onWire(z.coerce.number().int().min(1).max(100).default(25), { type: 'integer', minimum: 1, maximum: 100 }),
  }),
  response: z
    .object({ things: z.array(FreshnessThing), total: z.int(), next: z.string().nullable() })
    .meta({ id: 'FreshnessThings' }),
});
