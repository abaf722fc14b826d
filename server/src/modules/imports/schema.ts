import { z } from 'zod';
import { Done, Limit, NewestCursor, Uuid } from '../../contract/account.ts';
import { DateTime, Id, InstitutionRef, LngLat, NamedThing, PlaceRef } from '../../contract/common.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { viewShape } from '../../contract/filters.ts';
import { FormBody, PinKind } from '../../contract/form.ts';
import { IMPORT_FORMATS, IMPORT_STATES, ROW_OUTCOMES, ROW_VERDICTS } from '../../contract/import-states.ts';
import { Bytes } from '../../contract/picture.ts';
import { onWire } from '../../contract/wire.ts';

export const MOST_FILE_BYTES = 10_000_000;
export const MOST_FILE_ROWS = 20_000;
/** Lines of a file that one acceptance may name. */
const MOST_LINES = 2000;
const IMPORT_TYPES = [
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/geo+json',
  'application/json',
  'application/octet-stream',
  'text/plain',
] as const;

const ImportParams = z.object({ import: Uuid });
const Crs = z.enum(['WGS84', 'CGCS2000', 'GCJ02', 'BD09']);
const SheetName = z.string().min(1).max(100, 'takes at most 100 characters');
const ColumnKey = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'must be a key of the columns');
const wholeNumber = onWire(
  z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'must be a positive whole number')
    .transform(Number),
  { type: 'integer', minimum: 1 },
);

export const ImportRow = z
  .object({
    id: Uuid,
    name: z.string().meta({ description: 'Of the file, as it was sent' }),
    kind: PinKind,
    institution: InstitutionRef,
    format: z.enum(IMPORT_FORMATS),
    state: z.enum(IMPORT_STATES),
    counts: z
      .object({
        rows: z.int().meta({ description: 'Of the file' }),
        ...{ new: z.int(), changed: z.int(), same: z.int(), rejected: z.int() },
        accepted: z.int(),
        undone: z.int(),
      })
      .meta({ description: 'By verdict; all 0 while it is read' }),
    madeAt: DateTime,
    changedAt: DateTime,
  })
  .meta({ id: 'ImportRow' });
export type ImportRow = z.infer<typeof ImportRow>;

export const Import = ImportRow.extend({
  sentence: z.string().nullable().meta({ description: 'Why the file cannot be read, for whom it may concern' }),
  crs: Crs,
  sheet: SheetName.nullable().meta({ description: 'Of a workbook the one that is read' }),
  sheets: z.array(SheetName).meta({ description: 'Those of a workbook; which is meant is asked where several fit' }),
  asks: z
    .enum(['sheet', 'mapping'])
    .nullable()
    .meta({ description: 'What has to be chosen before it can be read; null: nothing' }),
  progress: z
    .object({ done: z.int(), of: z.int().nullable().meta({ description: 'null: not known yet' }) })
    .nullable()
    .meta({ description: 'While it is read, accepted or undone' }),
  headers: z.array(
    z.object({
      name: z.string().meta({ description: 'As the file writes it; may be empty' }),
      key: ColumnKey.nullable().meta({ description: 'What the column is taken for; null: for nothing' }),
      guess: ColumnKey.nullable().meta({ description: 'What its name would mean' }),
      examples: z.array(z.string()).meta({ description: 'Of its first cells that are not empty, at most three' }),
    }),
  ),
  columns: z
    .array(
      z.object({
        key: ColumnKey,
        title: z.string().meta({ description: 'In the language of who asks' }),
        isNeeded: z.boolean(),
        example: z.string(),
      }),
    )
    .meta({ description: 'What a column may be taken for' }),
  isRemembered: z.boolean().meta({ description: 'The mapping is that of an earlier file with these headers' }),
  warned: z.int().meta({ description: 'Rows that are not rejected of which something is left out' }),
  kept: z.int().meta({ description: 'Rows of which a person changed something since the last import, which stays' }),
  outcomes: z
    .object(
      Object.fromEntries(ROW_OUTCOMES.map((one) => [one, z.int()])) as Record<(typeof ROW_OUTCOMES)[number], z.ZodInt>,
    )
    .meta({ description: 'Of the rows that were accepted, as they stand now' }),
  leftToAccept: z.int().meta({ description: 'Rows that are new or changed and not accepted yet' }),
  may: z
    .array(z.enum(['map', 'accept', 'undo', 'discard', 'mend']))
    .meta({ description: 'What can be done with it now' }),
}).meta({ id: 'Import' });
export type Import = z.infer<typeof Import>;

export const ImportedRow = z
  .object({
    line: z.int().meta({ description: 'Names the row; of the sheet, or the number of the feature' }),
    lines: z.array(z.int()).meta({ description: 'All that make the thing: dates of a series, offerings of a course' }),
    title: z.string(),
    verdict: z.enum(ROW_VERDICTS),
    institution: InstitutionRef.nullable(),
    pin: Id.nullable().meta({ description: 'What it changes, or became' }),
    problems: z
      .array(
        z.object({
          column: z.string().nullable().meta({ description: 'As the file calls it; null: of the whole row' }),
          value: z.string().meta({ description: 'As it was written, shortened' }),
          message: z.string(),
          isWarning: z.boolean().meta({ description: 'The row goes on without it' }),
        }),
      )
      .meta({ description: 'In the language of who asks' }),
    body: FormBody.nullable().meta({ description: 'As a form of the kind; null: it cannot be read as one' }),
    before: FormBody.nullable().meta({ description: 'What is public now; null: nothing' }),
    changed: z.array(z.string()).meta({ description: 'Fields that become another' }),
    kept: z
      .array(z.object({ field: z.string(), wanted: z.unknown() }))
      .meta({ description: 'Fields that a person changed since the last import: they stay; what the file says' }),
    lngLat: LngLat.nullable(),
    outcome: z.enum(ROW_OUTCOMES).nullable().meta({ description: 'null: not accepted' }),
    reason: z
      .string()
      .nullable()
      .meta({ description: 'Why it was refused, returned or left as it is, in the language of who asks' }),
    revision: Uuid.nullable(),
  })
  .meta({ id: 'ImportedRow' });
export type ImportedRow = z.infer<typeof ImportedRow>;

export const beginImport = endpoint({
  id: 'beginImport',
  method: 'POST',
  path: '/api/imports',
  summary: 'Takes a file of rows and reads it; nothing of it is written before it is accepted',
  access: 'things.write',
  idempotent: true,
  query: z.strictObject({
    kind: PinKind,
    institution: wholeNumber.meta({ description: 'For whom the rows are: it or what stands below it' }),
    name: z.string().trim().min(1, 'is needed here').max(200, 'takes at most 200 characters').meta({
      description: 'Of the file: its ending tells the format where the type does not',
    }),
    crs: Crs.meta({ description: 'Of its coordinates; never guessed' }),
    sheet: SheetName.optional(),
  }),
  receives: { types: IMPORT_TYPES, mostBytes: MOST_FILE_BYTES },
  body: Bytes,
  response: Import,
  refusals: [404],
  limit: { times: 60, seconds: 3600 },
});

export const listImports = endpoint({
  id: 'listImports',
  method: 'GET',
  path: '/api/imports',
  summary: 'The imports of who asks, newest first',
  access: 'things.write',
  query: z.strictObject({ cursor: NewestCursor.optional(), limit: Limit }),
  response: z
    .object({ imports: z.array(ImportRow), total: z.int(), next: z.string().nullable() })
    .meta({ id: 'Imports' }),
});

export const getImport = endpoint({
  id: 'getImport',
  method: 'GET',
  path: '/api/imports/{import}',
  summary: 'Where an import stands, what its columns are taken for, and what can be done with it now',
  access: 'things.write',
  params: ImportParams,
  response: Import,
});

export const mapImport = endpoint({
  id: 'mapImport',
  method: 'PUT',
  path: '/api/imports/{import}/mapping',
  summary: 'Says what its columns are, and reads it again; remembered for files of the institution with these headers',
  access: 'things.write',
  idempotent: true,
  params: ImportParams,
  body: z
    .strictObject({
      mapping: z
        .array(ColumnKey.nullable())
        .max(512, 'takes at most 512 values')
        .nullable()
        .default(null)
        .meta({ description: 'In the order of its headers; null: as their names mean' }),
      sheet: SheetName.optional(),
      crs: Crs.optional(),
    })
    .meta({ id: 'ImportMapping' }),
  response: Import,
});

const filters = {
  verdict: z.enum(ROW_VERDICTS).optional(),
  outcome: z.enum(ROW_OUTCOMES).optional(),
  only: z
    .enum(['warned', 'kept'])
    .optional()
    .meta({ description: 'Rows of which something is left out, or stays as a person wrote it' }),
};

export const listImportedRows = endpoint({
  id: 'listImportedRows',
  method: 'GET',
  path: '/api/imports/{import}/rows',
  summary: 'Its rows in the order of the file, with what each would do or did',
  access: 'things.write',
  params: ImportParams,
  query: z.strictObject({
    ...filters,
    cursor: wholeNumber.optional().meta({ description: 'The last line of the page before' }),
    limit: Limit,
  }),
  response: z
    .object({
      rows: z.array(ImportedRow),
      places: z.array(PlaceRef).meta({ description: 'The known places that bodies of this page name' }),
      things: z.array(NamedThing).meta({ description: 'The public things that bodies of this page name' }),
      total: z.int().meta({ description: 'All that match' }),
      next: z.int().nullable(),
    })
    .meta({ id: 'ImportedRows' }),
});

export const getImportMap = endpoint({
  id: 'getImportMap',
  method: 'GET',
  path: '/api/imports/{import}/map',
  summary: 'The same rows as points, at most 2000; how many have none or are left out is said',
  access: 'things.write',
  params: ImportParams,
  query: z.strictObject(filters),
  response: z
    .object({
      points: z.array(z.object({ line: z.int(), title: z.string(), verdict: z.enum(ROW_VERDICTS), lngLat: LngLat })),
      unplaced: z.int(),
      leftOut: z.int(),
    })
    .meta({ id: 'ImportMap' }),
});

export const acceptImport = endpoint({
  id: 'acceptImport',
  method: 'POST',
  path: '/api/imports/{import}/acceptance',
  summary: 'Submits its rows like typed ones: some, or all that are new or changed',
  access: 'things.write',
  idempotent: true,
  params: ImportParams,
  body: z
    .strictObject({
      lines: z
        .array(z.int().positive())
        .min(1, 'needs at least one value')
        .max(MOST_LINES, 'takes at most 2000 values')
        .nullable()
        .meta({ description: 'By the line that names each; null: all' }),
    })
    .meta({ id: 'ImportAcceptance' }),
  response: Import,
});

export const undoImport = endpoint({
  id: 'undoImport',
  method: 'POST',
  path: '/api/imports/{import}/undoing',
  summary: 'Takes back all that was accepted of it; what somebody changed or decided since stays and is said',
  access: 'things.write',
  idempotent: true,
  params: ImportParams,
  response: Import,
});

export const discardImport = endpoint({
  id: 'discardImport',
  method: 'POST',
  path: '/api/imports/{import}/discarding',
  summary: 'Throws away a file of which nothing was accepted',
  access: 'things.write',
  idempotent: true,
  params: ImportParams,
  response: Done,
});

export const getMendFile = endpoint({
  id: 'getMendFile',
  method: 'GET',
  path: '/api/imports/{import}/mend.csv',
  summary: 'Its rejected rows as they were sent, with a column that says why',
  access: 'things.write',
  params: ImportParams,
  response: z.string(),
  responseType: 'text/csv',
});

export const getImportTemplate = endpoint({
  id: 'getImportTemplate',
  method: 'GET',
  path: '/api/import-templates/{kind}.csv',
  summary: 'An empty table with the columns of a kind and two rows as examples',
  access: 'public',
  params: z.object({ kind: PinKind }),
  response: z.string(),
  responseType: 'text/csv',
});

export const getImportWorkbook = endpoint({
  id: 'getImportWorkbook',
  method: 'GET',
  path: '/api/import-templates/{kind}.xlsx',
  summary: 'The same as a workbook, with the terms that a column takes to choose from',
  access: 'public',
  isStreamed: true,
  params: z.object({ kind: PinKind }),
  query: z.strictObject({ lang: viewShape.lang }),
  response: z.string().meta({ format: 'binary' }),
  responseType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
});
