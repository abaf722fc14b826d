import { z } from 'zod';
import { Id, Kind } from '../../contract/common.ts';
import { LANGS } from '../../contract/lists.ts';
import { endpoint } from '../../contract/endpoint.ts';

export const REPORT_REASONS = [
  'closed',
  'moved',
  'wrong_time',
  'wrong_price',
  'wrong_contact',
  'offensive',
  'other',
] as const;
export const REPORT_TEXT = 1000;
export const REPORT_CONTACT = 100;

// PostgreSQL refuses NUL and lone surrogates; other controls but tab and line end are no text either.
const FORBIDDEN = /[^\P{Cc}\t\n]|\p{Cs}/u;
const text = (max: number) =>
  z
    .string()
    .transform((value) => value.replaceAll('\r\n', '\n').trim())
    .refine((value) => !FORBIDDEN.test(value), 'holds a character that is not allowed')
    .refine((value) => [...value].length <= max, `takes at most ${max} characters`);

const NewReport = z
  .strictObject({
    key: z.guid('must be a UUID').meta({ description: 'Made by the sender; the same again files nothing twice' }),
    kind: Kind.optional(),
    id: Id,
    reason: z.enum(REPORT_REASONS, 'must be one of the reasons'),
    text: text(REPORT_TEXT).optional(),
    contact: text(REPORT_CONTACT)
      .optional()
      .meta({ description: 'Where the sender may be asked; nothing else of the sender is kept' }),
    lang: z.enum(LANGS).optional(),
  })
  .refine(({ reason, text }) => reason !== 'other' || Boolean(text), { path: ['text'], message: 'is needed here' })
  .meta({ id: 'NewReport' });
export type NewReport = z.output<typeof NewReport>;

export const FiledReport = z
  .object({ number: z.int().positive().meta({ description: 'To refer to the report' }) })
  .meta({ id: 'FiledReport' });
export type FiledReport = z.infer<typeof FiledReport>;

export const reportMistake = endpoint({
  id: 'reportMistake',
  method: 'POST',
  path: '/api/reports',
  summary: 'Reports a mistake in what is shown of a thing; answers once the report is safe',
  access: 'public',
  body: NewReport,
  response: FiledReport,
  refusals: [404, 409],
  limit: { times: 5, seconds: 600 },
});
