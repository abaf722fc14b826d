import { z } from 'zod';
import { Limit, Reason, Uuid } from '../../contract/account.ts';
import { DateTime, Id, InstitutionRef, Kind, LngLat, NamedThing, PlaceRef } from '../../contract/common.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { FormBody, PinForm, PinKind } from '../../contract/form.ts';
import { FLAGS, REVISION_STATES } from '../../contract/lifecycle.ts';
import { onWire } from '../../contract/wire.ts';

const RevisionParams = z.object({ revision: Uuid });

export const QueueRow = z
  .object({
    kind: PinKind,
    pin: Id,
    title: z.string(),
    institution: InstitutionRef.nullable(),
    isChange: z.boolean().meta({ description: 'Of something public; else it is new' }),
    revision: Uuid.nullable().meta({ description: 'What waits for a decision; null: a report of a mistake' }),
    saved: z.int().nullable(),
    report: z.int().nullable(),
    flags: z.array(z.enum(FLAGS)),
    topics: z.array(z.string()),
    division: z.string().nullable(),
    lngLat: LngLat.nullable(),
    waitsSince: DateTime,
    isOverdue: z.boolean().meta({ description: 'It has waited longer than three working days' }),
    isOwn: z.boolean().meta({ description: 'By who asks: somebody else has to decide' }),
    sentWith: z
      .object({ id: Uuid, count: z.int().meta({ description: 'That wait of them now' }) })
      .nullable()
      .meta({ description: 'It came in a file with others' }),
    mayDecide: z
      .boolean()
      .meta({ description: 'Not of one’s own, nor of what one decided already when a second opinion is asked' }),
  })
  .meta({ id: 'QueueRow' });
export type QueueRow = z.infer<typeof QueueRow>;

const queueFilters = {
  kind: PinKind.optional(),
  flag: z.enum(FLAGS).optional(),
  topic: z
    .string()
    .regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, 'must be a code of the vocabulary')
    .optional(),
  division: z
    .string()
    .regex(/^\d{6}(\d{3})?$/, 'must be a 6 or 9 digit division code')
    .optional(),
  what: z.enum(['revisions', 'reports']).optional(),
  sentWith: Uuid.optional().meta({ description: 'What came in the same file' }),
  overdue: z.enum(['true']).optional(),
};

export const getQueue = endpoint({
  id: 'getQueue',
  method: 'GET',
  path: '/api/moderation',
  summary: 'What waits for a decision in the branches and topics of who asks, the oldest first',
  access: 'things.review',
  query: z.strictObject({
    ...queueFilters,
    cursor: z
      .string()
      .regex(/^\d{1,17}\.[0-9a-f-]{1,40}$/, 'is not a cursor of this list')
      .optional(),
    limit: Limit,
  }),
  response: z
    .object({
      rows: z.array(QueueRow),
      total: z.int().meta({ description: 'All that match' }),
      counts: z
        .object({
          all: z.int(),
          reports: z.int(),
          overdue: z.int(),
          flags: z.partialRecord(z.enum(FLAGS), z.int()),
        })
        .meta({
          description: 'Of the kind, topic and division that are asked for; what else is asked leaves them as they are',
        }),
      next: z.string().nullable(),
    })
    .meta({ id: 'Queue' }),
});

export const getQueueMap = endpoint({
  id: 'getQueueMap',
  method: 'GET',
  path: '/api/moderation/map',
  summary: 'The same as points, at most 2000; how many have none or are left out is said',
  access: 'things.review',
  query: z.strictObject(queueFilters),
  response: z
    .object({
      points: z.array(
        z.object({
          pin: Id,
          revision: Uuid.nullable(),
          report: z.int().nullable(),
          kind: PinKind,
          title: z.string(),
          lngLat: LngLat,
          flags: z.array(z.enum(FLAGS)),
        }),
      ),
      unplaced: z.int(),
      leftOut: z.int(),
    })
    .meta({ id: 'QueueMap' }),
});

export const QueuedRevision = QueueRow.omit({ sentWith: true })
  .extend({
    n: z.int(),
    state: z.enum(REVISION_STATES).meta({ description: 'submitted: it waits; else somebody has decided' }),
    form: PinForm,
    places: z.array(PlaceRef).meta({ description: 'The known places that body and base name' }),
    things: z.array(NamedThing).meta({ description: 'The public things that body and base name' }),
    body: FormBody,
    base: FormBody.nullable().meta({ description: 'What was public when it was begun; null: nothing' }),
    publishAt: DateTime.nullable(),
    author: z
      .object({ since: DateTime, published: z.int().meta({ description: 'How many of theirs are or were public' }) })
      .nullable()
      .meta({ description: 'Without a name: what is decided is what was written' }),
    words: z.array(
      z.object({
        word: z.string(),
        said: z.string().meta({ description: 'As it is written there' }),
        why: z.string(),
        field: z.string(),
      }),
    ),
    duplicates: z.array(
      z.object({ id: Id, kind: Kind, title: z.string(), metres: z.number(), score: z.number(), lngLat: LngLat }),
    ),
    decisions: z.array(
      z.object({
        decision: z.enum(['approve', 'return']),
        reason: z.string().nullable(),
        at: DateTime,
        isMine: z.boolean(),
        undoneAt: DateTime.nullable(),
      }),
    ),
  })
  .meta({ id: 'QueuedRevision' });
export type QueuedRevision = z.infer<typeof QueuedRevision>;

export const getQueuedRevision = endpoint({
  id: 'getQueuedRevision',
  method: 'GET',
  path: '/api/moderation/revisions/{revision}',
  summary: 'What is to be decided, beside what is public now',
  access: 'things.review',
  params: RevisionParams,
  response: QueuedRevision,
});

const Verdict = z.strictObject({
  revision: Uuid,
  saved: z.int().min(1).meta({ description: 'Which saving was looked at' }),
  decision: z.enum(['approve', 'return']),
  reason: Reason.nullable().default(null).meta({ description: 'Needed for a return; the author reads it' }),
});
export const Decided = z
  .object({
    revision: Uuid,
    result: z
      .enum(['approved', 'scheduled', 'returned', 'refused'])
      .meta({ description: 'refused: nothing was done, see the problem' }),
    decision: Uuid.nullable().meta({ description: 'May be taken back for ten seconds' }),
    undoUntil: DateTime.nullable(),
    problem: z
      .object({
        reason: z.enum(['gone', 'own_work', 'decided_already', 'not_publishable', 'reason_needed']),
        title: z.string(),
      })
      .nullable(),
  })
  .meta({ id: 'Decided' });
export type Decided = z.infer<typeof Decided>;

export const decideRevision = endpoint({
  id: 'decideRevision',
  method: 'POST',
  path: '/api/moderation/revisions/{revision}/decision',
  summary: 'Approves or returns exactly what was looked at',
  access: 'things.review',
  idempotent: true,
  params: RevisionParams,
  body: Verdict.omit({ revision: true }).meta({ id: 'Verdict' }),
  response: Decided,
});

export const MOST_AT_ONCE = 100;
export const decideMany = endpoint({
  id: 'decideMany',
  method: 'POST',
  path: '/api/moderation/decisions',
  summary: 'Decides several, each by itself: what fails holds up nothing else',
  access: 'things.review',
  idempotent: true,
  body: z
    .strictObject({
      verdicts: z.array(Verdict).min(1, 'needs at least one value').max(MOST_AT_ONCE, 'takes at most 100 values'),
    })
    .meta({ id: 'Verdicts' }),
  response: z.object({ results: z.array(Decided) }).meta({ id: 'ManyDecided' }),
});

export const undoDecision = endpoint({
  id: 'undoDecision',
  method: 'POST',
  path: '/api/moderation/decisions/{decision}/undoing',
  summary: 'Takes a decision of one’s own back, within ten seconds and before anything came of it',
  access: 'things.review',
  idempotent: true,
  params: z.object({ decision: Uuid }),
  response: z.object({ done: z.boolean() }).meta({ id: 'Undone' }),
});

const OUTCOMES = ['mended', 'not_a_mistake', 'spam'] as const;
const ReportParams = z.object({
  report: onWire(
    z
      .string()
      .regex(/^[1-9]\d{0,14}$/, 'must be an id')
      .transform(Number),
    { type: 'integer', minimum: 1 },
  ),
});
export const QueuedReport = z
  .object({
    report: z.int(),
    kind: Kind,
    pin: Id,
    title: z.string(),
    reason: z.string(),
    body: z.string().meta({ description: 'As somebody wrote it' }),
    hasContact: z.boolean(),
    at: DateTime,
    closedAt: DateTime.nullable(),
    outcome: z.enum(OUTCOMES).nullable(),
    isPublic: z.boolean().meta({ description: 'Whether the thing is still public' }),
    changedSince: z.boolean().meta({ description: 'Whether the thing was changed after it was reported' }),
  })
  .meta({ id: 'QueuedReport' });
export type QueuedReport = z.infer<typeof QueuedReport>;
export const getQueuedReport = endpoint({
  id: 'getQueuedReport',
  method: 'GET',
  path: '/api/moderation/reports/{report}',
  summary: 'A report of a mistake',
  access: 'things.review',
  params: ReportParams,
  response: QueuedReport,
});
export const closeReport = endpoint({
  id: 'closeReport',
  method: 'POST',
  path: '/api/moderation/reports/{report}/closing',
  summary: 'Says what came of a report',
  access: 'things.review',
  idempotent: true,
  params: ReportParams,
  body: z.strictObject({ outcome: z.enum(OUTCOMES) }).meta({ id: 'ReportOutcome' }),
  response: QueuedReport,
});
