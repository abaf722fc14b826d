import { z } from 'zod';
import { Limit } from '../../contract/account.ts';
import { DateTime } from '../../contract/common.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { onWire } from '../../contract/wire.ts';

const Seq = onWire(
  z
    .string()
    .regex(/^[1-9]\d{0,14}$/, 'must be a positive whole number')
    .transform(Number),
  { type: 'integer', minimum: 1 },
);
const Day = z.iso.date('must be a day like 2026-11-28').meta({ example: '2026-11-28' });
const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const name = z.string().max(200, 'takes at most 200 characters');
// What is looked for is noted in the record, which takes no text that somebody wrote.
const Party = name.regex(
  /^[a-z][a-z_.-]*(:([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{1,9}|[a-z][a-z_.-]*))?$/,
  'is not known',
);

export const AuditEntry = z
  .object({
    seq: z.int(),
    at: DateTime,
    actor: z.string().meta({ example: 'account:5f3a4a5e-5f0c-4b51-9d4b-3c2f6f0a1b2c' }),
    onBehalfOf: z.string().nullable(),
    action: z.string(),
    subject: z.string(),
    before: z.unknown(),
    after: z.unknown(),
    reason: z.string().nullable().meta({
      description:
        'Why, as somebody wrote it; sealed in the entry. Null where none was given, or it was erased with the account',
    }),
    request: z.string().meta({ description: 'Id of the request, as its answer told it' }),
    prevHash: Hash,
    hash: Hash.meta({ description: 'SHA-256 of the hash before, the number as 8 bytes and the canonical entry' }),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof AuditEntry>;

const filterShape = {
  actor: Party.optional().meta({ description: 'Who did it: account:<id>, system:<name>, anonymous' }),
  subject: Party.optional().meta({ description: 'Whom or what it concerns: account:<id>, institution:<id>' }),
  action: name
    .regex(/^[a-z][a-z_.-]*$/, 'is not known')
    .optional()
    .meta({ example: 'grants.give' }),
  from: Day.optional().meta({ description: 'First day' }),
  to: Day.optional().meta({ description: 'Last day' }),
};
export type AuditFilter = z.output<z.ZodObject<typeof filterShape>>;

export const listAudit = endpoint({
  id: 'listAudit',
  method: 'GET',
  path: '/api/audit',
  summary: 'The record of acts, newest first; reading it is an entry too',
  access: 'audit.read',
  query: z.strictObject({
    ...filterShape,
    cursor: Seq.optional().meta({ description: 'Only entries before this one' }),
    limit: Limit,
  }),
  response: z
    .object({ entries: z.array(AuditEntry), next: z.string().nullable(), size: z.int() })
    .meta({ id: 'AuditPage' }),
  refusals: [507],
});

export const getAuditKey = endpoint({
  id: 'getAuditKey',
  method: 'GET',
  path: '/api/audit/key',
  summary: 'The public key that checkpoints of the record are signed with',
  access: 'public',
  response: z
    .object({ algorithm: z.literal('Ed25519'), key: z.string().meta({ description: 'The 32 bytes in base64url' }) })
    .meta({ id: 'AuditKey' }),
});

export const AuditCheck = z
  .object({
    size: z.int().meta({ description: 'Entries there are now' }),
    signed: z
      .object({ size: z.int(), hash: Hash, at: DateTime })
      .nullable()
      .meta({ description: 'The last line of the checkpoints; null while nothing was signed' }),
    isHeld: z.boolean().meta({ description: 'The entry that was signed is there and is the same' }),
  })
  .meta({ id: 'AuditCheck' });
export type AuditCheck = z.infer<typeof AuditCheck>;

export const getAuditCheck = endpoint({
  id: 'getAuditCheck',
  method: 'GET',
  path: '/api/audit/check',
  summary: 'Whether the record still holds what was signed of it last',
  access: 'audit.read',
  response: AuditCheck,
});

export const getAuditEntry = endpoint({
  id: 'getAuditEntry',
  method: 'GET',
  path: '/api/audit/{seq}',
  summary: 'One entry of the record',
  access: 'audit.read',
  params: z.object({ seq: Seq }),
  response: AuditEntry,
  refusals: [507],
});

const AuditEnd = z
  .object({
    entries: z.int().meta({ description: 'In the file' }),
    last: z.int().nullable().meta({ description: 'The number of the last of them' }),
    hash: Hash.nullable().meta({ description: 'Of the last of them' }),
    size: z.int().meta({ description: 'Entries of the whole record when the export was asked for' }),
  })
  .meta({ id: 'AuditEnd' });
export const AuditLine = z
  .union([AuditEntry, z.object({ end: AuditEnd }), z.object({ broken: AuditEnd })])
  .meta({ id: 'AuditLine', description: 'An entry; last of all the end, or `broken` where it could not be read on' });
export type AuditLine = z.infer<typeof AuditLine>;

export const exportAudit = endpoint({
  id: 'exportAudit',
  method: 'GET',
  path: '/api/audit.ndjson',
  summary: 'All entries as a file, one a line, oldest first, as of now; a file without its last line was cut off',
  access: 'audit.read',
  stepUp: true,
  query: z.strictObject(filterShape),
  response: AuditLine,
  responseType: 'application/x-ndjson',
  isStreamed: true,
  refusals: [507],
});

export const exportAuditCsv = endpoint({
  id: 'exportAuditCsv',
  method: 'GET',
  path: '/api/audit.csv',
  summary: 'The same as a table for spreadsheets: UTF-8 with byte order mark; its last row says end or broken',
  access: 'audit.read',
  stepUp: true,
  query: z.strictObject(filterShape),
  response: z.string(),
  responseType: 'text/csv',
  isStreamed: true,
  refusals: [507],
});

const MY_LOG_WHO = ['me', 'other', 'staff', 'system'] as const;
const LogEntry = z
  .object({
    seq: z.int(),
    at: DateTime,
    action: z.string(),
    by: z.enum(MY_LOG_WHO).meta({ description: 'other: somebody acting for me' }),
    subject: z.string(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'LogEntry' });
export type LogEntry = z.infer<typeof LogEntry>;

export const getMyLog = endpoint({
  id: 'getMyLog',
  method: 'GET',
  path: '/api/me/log',
  summary: 'What was done to this account and with its data, and in its name, newest first',
  access: 'account',
  query: z.strictObject({ cursor: Seq.optional(), limit: Limit }),
  response: z.object({ entries: z.array(LogEntry), next: z.string().nullable() }).meta({ id: 'MyLog' }),
});
