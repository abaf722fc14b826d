import { z } from 'zod';
import { Done, Limit, Uuid } from '../../contract/account.ts';
import { DateTime, Id, InstitutionRef, LngLat } from '../../contract/common.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { PinKind } from '../../contract/form.ts';
import { WebAddress } from '../../contract/web-address.ts';
import { onWire } from '../../contract/wire.ts';
import {
  HALT_REASONS,
  RECORD_STATES,
  RECORD_VERDICTS,
  RUN_FAILURES,
  SOURCE_EVERY,
  SOURCE_FORMATS,
  SOURCE_HEALTH,
  SOURCE_RULES,
  SOURCE_STATES,
} from '../../contract/source-states.ts';

/** Records that one decision may name. */
const MOST_RECORDS = 2000;

const SourceParams = z.object({ source: Uuid });
/** Where a list that begins with the newest goes on: the µs and the number of the row before. */
const Cursor = z
  .string()
  .regex(/^\d{1,17}\.\d{1,15}$/, 'is not a cursor of this list')
  .transform((text) => {
    const [micros, id] = text.split('.') as [string, string];
    return { micros: Number(micros), id: Number(id) };
  });
export type Cursor = z.output<typeof Cursor>;
const wholeNumber = onWire(
  z
    .string()
    .regex(/^[1-9]\d{0,14}$/, 'must be a positive whole number')
    .transform(Number),
  { type: 'integer', minimum: 1 },
);
const Crs = z.enum(['WGS84', 'CGCS2000', 'GCJ02', 'BD09']);
const Rule = z.enum(SOURCE_RULES);
const Counts = z.object({
  records: z.int().meta({ description: 'All that are held, without those that are gone' }),
  public: z.int(),
  waiting: z.int(),
  rejected: z.int(),
  warned: z.int().meta({ description: 'Of which something is left out' }),
  conflicts: z.int().meta({ description: 'Of which a person changed something, which stays' }),
  deadLinks: z.int().meta({ description: 'Whose page does not answer' }),
});

const Run = z
  .object({
    id: Id,
    startedAt: DateTime,
    endedAt: DateTime.nullable().meta({ description: 'null: it is under way' }),
    pages: z.int(),
    read: z.int().meta({ description: 'Records that came' }),
    counts: z.object(
      Object.fromEntries(RECORD_VERDICTS.map((one) => [one, z.int()])) as Record<
        (typeof RECORD_VERDICTS)[number],
        z.ZodInt
      >,
    ),
    failure: z.enum(RUN_FAILURES).nullable(),
  })
  .meta({ id: 'SourceRun' });
export type SourceRun = z.infer<typeof Run>;

const settings = {
  name: z.string().trim().min(1, 'is needed here').max(80, 'takes at most 80 characters'),
  url: WebAddress,
  area: z
    .string()
    .regex(/^\d{6}(\d{3}(\d{3})?)?$/, 'must be a division code')
    .meta({ description: 'What lies outside is rejected' }),
  crs: Crs.meta({ description: 'Of its coordinates; never guessed' }),
  everyMinutes: z
    .int()
    .refine((value) => (SOURCE_EVERY as readonly number[]).includes(value), 'must be 1, 15, 60, 360 or 1440')
    .meta({ description: 'Between two looks: 1, 15, 60, 360 or 1440' }),
};

export const SourceRow = z
  .object({
    id: Uuid,
    name: z.string(),
    institution: InstitutionRef.meta({ description: 'Who answers for it, and offers what names nobody' }),
    kind: PinKind,
    format: z.enum(SOURCE_FORMATS),
    state: z.enum(SOURCE_STATES),
    health: z.enum(SOURCE_HEALTH).meta({ description: 'The worst of what is so, at one look' }),
    rule: Rule,
    counts: Counts,
    lagSeconds: z
      .int()
      .nullable()
      .meta({ description: 'Since it was last read to its end; null: never, or it is not looked at' }),
    failures: z.int().meta({ description: 'Runs that failed since the last that did not' }),
    lngLat: LngLat.nullable().meta({ description: 'Of who answers for it' }),
  })
  .meta({ id: 'SourceRow' });
export type SourceRow = z.infer<typeof SourceRow>;

export const Source = SourceRow.extend({
  url: z.string(),
  area: z.object({ code: z.string(), name: z.string() }),
  crs: Crs,
  everyMinutes: z.int(),
  licence: z.string().nullable().meta({ description: 'As the feed says it' }),
  lastRun: Run.nullable(),
  sentence: z.string().nullable().meta({ description: 'Why it failed or halted, in the language of who asks' }),
  halt: z
    .object({
      reason: z.enum(HALT_REASONS),
      count: z.int().meta({ description: 'Records it is about' }),
      of: z.int().meta({ description: 'Of so many that it has here' }),
    })
    .nullable(),
  preview: z
    .object({
      at: DateTime,
      run: Run,
      isWhole: z.boolean().meta({ description: 'Else only its first records were read' }),
    })
    .nullable(),
  nextAt: DateTime.nullable().meta({ description: 'When it is looked at next' }),
  version: z.int().meta({ description: 'Sent with a change; another one has come in between where it differs' }),
  may: z
    .array(z.enum(['change', 'preview', 'start', 'pause', 'run', 'decide_halt', 'accept', 'trust', 'remove']))
    .meta({ description: 'What who asks can do with it now' }),
}).meta({ id: 'Source' });
export type Source = z.infer<typeof Source>;

export const SourceRecord = z
  .object({
    id: Id,
    record: z.string().meta({ description: 'As the source calls it' }),
    title: z.string().meta({ description: 'Empty where none can be read' }),
    state: z.enum(RECORD_STATES),
    verdict: z.enum(RECORD_VERDICTS),
    pin: Id.nullable().meta({ description: 'What it became here' }),
    lngLat: LngLat.nullable(),
    problems: z
      .array(
        z.object({
          field: z.string().nullable(),
          value: z.string().meta({ description: 'As it came, shortened' }),
          message: z.string(),
          isWarning: z.boolean().meta({ description: 'The record goes on without it' }),
        }),
      )
      .meta({ description: 'In the language of who asks' }),
    conflicts: z
      .array(
        z.object({
          field: z.string().meta({ description: 'Key of the column; state: a person keeps what the source removed' }),
          name: z.string().meta({ description: 'In the language of who asks' }),
          kept: z.string().meta({ description: 'What stands here, in words' }),
          wanted: z.string().meta({ description: 'What the source says, in words' }),
        }),
      )
      .meta({ description: 'Fields that a person changed: they stay until somebody lets the source have them' }),
    sourceUrl: z.string().nullable(),
    isDeadLink: z.boolean(),
    changedAt: DateTime,
  })
  .meta({ id: 'SourceRecord' });
export type SourceRecord = z.infer<typeof SourceRecord>;

const SOURCE = { params: SourceParams, response: Source } as const;
const READ = { access: 'sources.read' } as const;
const CHANGE = { access: 'sources.change', idempotent: true } as const;

export const listSources = endpoint({
  id: 'listSources',
  method: 'GET',
  path: '/api/sources',
  summary: 'Other systems whose things come in by themselves, within the area of who asks, worst first',
  ...READ,
  query: z.strictObject({ health: z.enum(SOURCE_HEALTH).optional() }),
  response: z
    .object({
      sources: z.array(SourceRow),
      counts: z.object(
        Object.fromEntries(SOURCE_HEALTH.map((one) => [one, z.int()])) as Record<
          (typeof SOURCE_HEALTH)[number],
          z.ZodInt
        >,
      ),
    })
    .meta({ id: 'Sources' }),
});

export const getSource = endpoint({
  id: 'getSource',
  method: 'GET',
  path: '/api/sources/{source}',
  summary: 'How a source stands, and what can be done with it now',
  ...READ,
  ...SOURCE,
});

export const addSource = endpoint({
  id: 'addSource',
  method: 'POST',
  path: '/api/sources',
  summary: 'Notes a source; nothing is fetched before a preview is asked for, and everything of it waits for review',
  ...CHANGE,
  body: z
    .strictObject({ ...settings, institution: Id, kind: PinKind, format: z.enum(SOURCE_FORMATS) })
    .meta({ id: 'NewSource' }),
  response: Source,
  refusals: [404],
});

export const changeSource = endpoint({
  id: 'changeSource',
  method: 'PUT',
  path: '/api/sources/{source}',
  summary: 'Changes its settings; with another address it has to be previewed again',
  ...CHANGE,
  ...SOURCE,
  body: z.strictObject({ ...settings, version: z.int() }).meta({ id: 'SourceChange' }),
});

export const trustSource = endpoint({
  id: 'trustSource',
  method: 'PUT',
  path: '/api/sources/{source}/rule',
  summary: 'Says how far it is trusted; for who reviews there',
  access: 'things.review',
  idempotent: true,
  ...SOURCE,
  body: z.strictObject({ rule: Rule, version: z.int() }).meta({ id: 'SourceTrust' }),
});

export const previewSource = endpoint({
  id: 'previewSource',
  method: 'POST',
  path: '/api/sources/{source}/preview',
  summary: 'Fetches it and says what each record would do; nothing becomes public',
  ...CHANGE,
  ...SOURCE,
  limit: { times: 120, seconds: 600 },
});

export const startSource = endpoint({
  id: 'startSource',
  method: 'POST',
  path: '/api/sources/{source}/start',
  summary: 'From now on it is looked at again and again; after a preview, or a pause',
  ...CHANGE,
  ...SOURCE,
});

export const pauseSource = endpoint({
  id: 'pauseSource',
  method: 'POST',
  path: '/api/sources/{source}/pause',
  summary: 'It is not looked at any more; what came stays',
  ...CHANGE,
  ...SOURCE,
});

export const runSource = endpoint({
  id: 'runSource',
  method: 'POST',
  path: '/api/sources/{source}/run',
  summary: 'Looks at it now',
  ...CHANGE,
  ...SOURCE,
  limit: { times: 60, seconds: 600 },
});

export const decideHalt = endpoint({
  id: 'decideHalt',
  method: 'POST',
  path: '/api/sources/{source}/halt',
  summary: 'Lets a run that halted go on, or leaves out what it would have removed or cannot read',
  ...CHANGE,
  ...SOURCE,
  body: z.strictObject({ decision: z.enum(['go_on', 'leave_out']), version: z.int() }).meta({ id: 'HaltDecision' }),
});

export const removeSource = endpoint({
  id: 'removeSource',
  method: 'DELETE',
  path: '/api/sources/{source}',
  summary: 'Ends a source; its things stay and are changed by people alone from then on',
  ...CHANGE,
  params: SourceParams,
  query: z.strictObject({ version: wholeNumber }),
  response: Done,
});

const filters = {
  state: z.enum(RECORD_STATES).optional(),
  verdict: z.enum(RECORD_VERDICTS).optional(),
  only: z.enum(['warned', 'conflicts', 'dead_links']).optional(),
};

export const listSourceRecords = endpoint({
  id: 'listSourceRecords',
  method: 'GET',
  path: '/api/sources/{source}/records',
  summary: 'Its records, last changed first',
  ...READ,
  params: SourceParams,
  query: z.strictObject({ ...filters, cursor: Cursor.optional(), limit: Limit }),
  response: z
    .object({ records: z.array(SourceRecord), total: z.int(), next: z.string().nullable() })
    .meta({ id: 'SourceRecords' }),
});

export const getSourceMap = endpoint({
  id: 'getSourceMap',
  method: 'GET',
  path: '/api/sources/{source}/map',
  summary: 'The same records as points, at most 2000; how many have none or are left out is said',
  ...READ,
  params: SourceParams,
  query: z.strictObject(filters),
  response: z
    .object({
      points: z.array(
        z.object({ id: Id, title: z.string(), state: z.enum(RECORD_STATES), hasConflict: z.boolean(), lngLat: LngLat }),
      ),
      unplaced: z.int(),
      leftOut: z.int(),
    })
    .meta({ id: 'SourceMap' }),
});

export const decideRecords = endpoint({
  id: 'decideRecords',
  method: 'POST',
  path: '/api/sources/{source}/records/decisions',
  summary: 'Accepts or refuses waiting records: some, or all; what is refused comes again when it changes',
  access: 'things.review',
  idempotent: true,
  ...SOURCE,
  body: z
    .strictObject({
      decision: z.enum(['accept', 'refuse']),
      records: z
        .array(Id)
        .min(1, 'needs at least one value')
        .max(MOST_RECORDS, 'takes at most 2000 values')
        .nullable()
        .meta({ description: 'null: all that wait' }),
    })
    .meta({ id: 'RecordDecisions' }),
});

export const yieldToSource = endpoint({
  id: 'yieldToSource',
  method: 'POST',
  path: '/api/sources/{source}/records/{record}/yielding',
  summary: 'Lets the source have fields again that a person changed',
  access: 'things.review',
  idempotent: true,
  params: SourceParams.extend({ record: wholeNumber }),
  body: z
    .strictObject({ fields: z.array(z.string().max(60)).min(1, 'needs at least one value').max(60) })
    .meta({ id: 'Yielding' }),
  response: SourceRecord,
});

export const listSourceRuns = endpoint({
  id: 'listSourceRuns',
  method: 'GET',
  path: '/api/sources/{source}/runs',
  summary: 'When it was looked at and what came of it, newest first, for 30 days',
  ...READ,
  params: SourceParams,
  query: z.strictObject({ cursor: Cursor.optional(), limit: Limit }),
  response: z.object({ runs: z.array(Run), next: z.string().nullable() }).meta({ id: 'SourceRuns' }),
});
