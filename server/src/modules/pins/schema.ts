import { z } from 'zod';
import { Limit, Reason, Uuid } from '../../contract/account.ts';
import { DateTime, Id, InstitutionRef, LocalDate, NamedThing, PlaceRef, Status } from '../../contract/common.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { FieldProblem, FormBody, PinForm, PinKind } from '../../contract/form.ts';
import { FLAGS, NOTED_STATUSES, PIN_PRESENCES, PIN_STATES, REVISION_STATES } from '../../contract/lifecycle.ts';
import { onWire } from '../../contract/wire.ts';

const InstitutionId = z.int('must be an institution id').positive('must be an institution id');
const ThingId = z.int('must be an id').positive('must be an id');
const RevisionParams = z.object({ revision: Uuid });
const PinParams = z.object({
  pin: onWire(
    z
      .string()
      .regex(/^[1-9]\d{0,14}$/, 'must be an id')
      .transform(Number),
    { type: 'integer', minimum: 1 },
  ),
});
const Saved = z
  .int()
  .min(1)
  .meta({ description: 'Which saving of the revision is meant; refused where it was saved since' });

const PublishAt = DateTime.nullable().meta({ description: 'Not before; null: once it is approved' });

const Decision = z
  .object({
    id: Uuid,
    decision: z.enum(['approve', 'return']),
    reason: z.string().nullable().meta({ description: 'null: none was given, or who gave it is gone' }),
    isMine: z.boolean(),
    at: DateTime,
    undoneAt: DateTime.nullable(),
  })
  .meta({ id: 'Decision' });

export const Revision = z
  .object({
    id: Uuid,
    pin: Id.meta({ description: 'The id the thing has, or will have once it is public' }),
    kind: PinKind,
    n: z.int().meta({ description: 'Counts the revisions of the pin from 1' }),
    institution: InstitutionRef,
    state: z.enum(REVISION_STATES),
    saved: Saved,
    body: FormBody,
    base: FormBody.nullable().meta({ description: 'What is public now; null: nothing' }),
    places: z.array(PlaceRef).meta({ description: 'The known places that body and base name' }),
    things: z.array(NamedThing).meta({ description: 'The public things that body and base name' }),
    problems: z.array(FieldProblem).meta({ description: 'What it lacks before it can be submitted' }),
    flags: z.array(z.enum(FLAGS)),
    publishAt: DateTime.nullable(),
    madeAt: DateTime,
    savedAt: DateTime,
    submittedAt: DateTime.nullable(),
    decisions: z.array(Decision),
    isMine: z.boolean(),
    isEditable: z.boolean(),
  })
  .meta({ id: 'Revision' });
export type Revision = z.infer<typeof Revision>;

export const PinRow = z
  .object({
    pin: Id,
    kind: PinKind,
    title: z.string(),
    institution: InstitutionRef,
    state: z.enum(PIN_STATES),
    presence: z.enum(PIN_PRESENCES),
    revision: Uuid.nullable().meta({ description: 'The open one' }),
    publishAt: DateTime.nullable().meta({
      description: 'Before which the open one is not public; null: once approved',
    }),
    reason: z.string().nullable().meta({ description: 'Why the open revision was returned' }),
    isMine: z.boolean(),
    changedAt: DateTime,
  })
  .meta({ id: 'PinRow' });
export type PinRow = z.infer<typeof PinRow>;

export const listPinForms = endpoint({
  id: 'listPinForms',
  method: 'GET',
  path: '/api/pin-forms',
  summary: 'What is asked of each kind, and for whom who asks may write',
  access: 'things.write',
  response: z
    .object({
      forms: z.array(PinForm),
      institutions: z
        .array(InstitutionRef)
        .meta({ description: 'At most 50 of those they may write for, nearest the top of their branches first' }),
      institutionsTotal: z.int(),
    })
    .meta({ id: 'PinForms' }),
});

export const listPins = endpoint({
  id: 'listPins',
  method: 'GET',
  path: '/api/pins',
  summary: 'What who asks has written, and what is public or waits in their branches, last changed first',
  access: 'things.write',
  query: z.strictObject({
    state: z.enum(PIN_STATES).optional(),
    kind: PinKind.optional(),
    mine: z.enum(['true', 'false']).optional(),
    q: z.string().max(100).optional().meta({ description: 'Part of the title' }),
    cursor: z
      .string()
      .regex(/^\d{1,17}\.\d{1,15}$/, 'is not a cursor of this list')
      .optional(),
    limit: Limit,
  }),
  response: z.object({ pins: z.array(PinRow), total: z.int(), next: z.string().nullable() }).meta({ id: 'Pins' }),
});

export const beginPin = endpoint({
  id: 'beginPin',
  method: 'POST',
  path: '/api/pins',
  summary: 'Begins a new thing, a change of one that is public, or a copy of one',
  access: 'things.write',
  idempotent: true,
  body: z
    .strictObject({
      kind: PinKind,
      institution: InstitutionId.nullable()
        .default(null)
        .meta({ description: 'Who offers it; of a change who offers it now' }),
      thing: ThingId.nullable().default(null).meta({ description: 'The public thing that is to be changed' }),
      copyOf: ThingId.nullable().default(null).meta({ description: 'A thing whose fields it begins with' }),
      body: FormBody.default({}),
    })
    .meta({ id: 'NewPin' }),
  response: Revision,
  refusals: [404],
  limit: { times: 600, seconds: 3600 },
});

export const getRevision = endpoint({
  id: 'getRevision',
  method: 'GET',
  path: '/api/pin-revisions/{revision}',
  summary: 'A revision, to be gone on with or to be looked at',
  access: 'account',
  params: RevisionParams,
  response: Revision,
});

export const previewRevision = endpoint({
  id: 'previewRevision',
  method: 'GET',
  path: '/api/pin-revisions/{revision}/preview',
  summary: 'The thing as residents would see it, of a revision that lacks nothing',
  access: 'account',
  params: RevisionParams,
  response: z
    .object({
      kind: PinKind,
      details: z.record(z.string(), z.unknown()).meta({ description: 'What its own address would answer' }),
    })
    .meta({ id: 'PinPreview' }),
});

export const saveRevision = endpoint({
  id: 'saveRevision',
  method: 'PUT',
  path: '/api/pin-revisions/{revision}',
  summary: 'Keeps a draft as it is typed; says what it still lacks',
  access: 'account',
  idempotent: true,
  params: RevisionParams,
  body: z
    .strictObject({ saved: Saved, body: FormBody, institution: InstitutionId.optional() })
    .meta({ id: 'SavedPin' }),
  response: Revision,
  limit: { times: 3000, seconds: 3600 },
});

export const submitRevision = endpoint({
  id: 'submitRevision',
  method: 'POST',
  path: '/api/pin-revisions/{revision}/submission',
  summary: 'Submits it for review as it was last saved',
  access: 'things.write',
  idempotent: true,
  params: RevisionParams,
  body: z
    .strictObject({
      saved: Saved,
      publishAt: PublishAt.default(null),
    })
    .meta({ id: 'Submission' }),
  response: Revision,
  limit: { times: 300, seconds: 3600 },
});

export const rescheduleRevision = endpoint({
  id: 'rescheduleRevision',
  method: 'PUT',
  path: '/api/pin-revisions/{revision}/publication',
  summary: 'Says anew when what waits becomes public; what is approved already and named no time is public at once',
  access: 'things.write',
  idempotent: true,
  params: RevisionParams,
  body: z.strictObject({ saved: Saved, publishAt: PublishAt }).meta({ id: 'Publication' }),
  response: Revision,
  limit: { times: 300, seconds: 3600 },
});

export const takeBackRevision = endpoint({
  id: 'takeBackRevision',
  method: 'POST',
  path: '/api/pin-revisions/{revision}/taking-back',
  summary: 'Takes a submission back to go on with it',
  access: 'account',
  idempotent: true,
  params: RevisionParams,
  response: Revision,
});

export const discardRevision = endpoint({
  id: 'discardRevision',
  method: 'POST',
  path: '/api/pin-revisions/{revision}/discarding',
  summary: 'Throws a draft away, with everything in it',
  access: 'account',
  idempotent: true,
  params: RevisionParams,
  response: z.object({ done: z.boolean() }).meta({ id: 'Discarded' }),
});

export const askSecondOpinion = endpoint({
  id: 'askSecondOpinion',
  method: 'POST',
  path: '/api/pin-revisions/{revision}/second-opinion',
  summary: 'Asks somebody else about a revision that was returned, as it is',
  access: 'things.write',
  idempotent: true,
  params: RevisionParams,
  body: z.strictObject({ reason: Reason }).meta({ id: 'SecondOpinion' }),
  response: Revision,
});

export const PinHistoryRow = z
  .object({
    at: DateTime,
    what: z.enum([
      'begun',
      'submitted',
      'rescheduled',
      'taken_back',
      'returned',
      'approved',
      'published',
      'decision_undone',
      'second_opinion',
      'status',
      'withdrawn',
      'archived',
      'restored',
      'discarded',
      'confirmed',
      'confirmation_undone',
      'outdated',
    ]),
    n: z.int().nullable().meta({ description: 'Of which revision' }),
    by: z.enum(['me', 'author', 'moderator', 'colleague', 'platform']),
    status: Status.nullable(),
    day: LocalDate.nullable().meta({ description: 'The one session that is meant' }),
    reason: z.string().nullable(),
    fields: z.array(z.string()).meta({ description: 'Which fields a published revision changed' }),
  })
  .meta({ id: 'PinHistoryRow' });

export const Pin = z
  .object({
    pin: Id,
    kind: PinKind,
    title: z.string(),
    institution: InstitutionRef,
    state: z.enum(PIN_STATES),
    presence: z.enum(PIN_PRESENCES),
    status: Status.nullable(),
    open: z
      .object({
        revision: Uuid,
        saved: Saved,
        state: z.enum(REVISION_STATES),
        publishAt: DateTime.nullable(),
        isMine: z.boolean(),
      })
      .nullable(),
    may: z.array(z.enum(['change', 'status', 'withdraw', 'archive', 'restore'])),
    history: z.array(PinHistoryRow).meta({ description: 'Newest first: who changed what, without names' }),
  })
  .meta({ id: 'Pin' });
export type Pin = z.infer<typeof Pin>;

export const getPin = endpoint({
  id: 'getPin',
  method: 'GET',
  path: '/api/pins/{pin}',
  summary: 'Where a thing stands, what may be done with it, and its history',
  access: 'account',
  params: PinParams,
  response: Pin,
});

export const setPinStatus = endpoint({
  id: 'setPinStatus',
  method: 'POST',
  path: '/api/pins/{pin}/status',
  summary: 'Says at once that it is cancelled, postponed, moved online or on again, whole or on one day',
  access: 'account',
  idempotent: true,
  params: PinParams,
  body: z
    .strictObject({
      status: z.enum(NOTED_STATUSES),
      day: LocalDate.nullable().default(null),
      note: z.string().trim().max(200, 'takes at most 200 characters').default('').meta({ description: 'Public' }),
    })
    .meta({ id: 'PinStatus' }),
  response: Pin,
});

const LeavingReason = z.strictObject({ reason: Reason }).meta({ id: 'LeavingReason' });
const leave = <const N extends string>(id: N, path: string, summary: string) =>
  endpoint({
    id,
    method: 'POST',
    path: `/api/pins/{pin}/${path}`,
    summary,
    access: 'account',
    idempotent: true,
    params: PinParams,
    body: LeavingReason,
    response: Pin,
  });
export const withdrawPin = leave('withdrawPin', 'withdrawal', 'Takes it away from the public; its address says so');
export const archivePin = leave('archivePin', 'archiving', 'Puts away what is over');
