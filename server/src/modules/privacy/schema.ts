import { z } from 'zod';
import { Done } from '../../contract/account.ts';
import { DateTime } from '../../contract/common.ts';
import { PURPOSES } from '../../contract/consents.ts';
import { endpoint } from '../../contract/endpoint.ts';

const PurposeName = z.enum(PURPOSES);
const Version = z.iso.date('must be a day like 2026-11-28').meta({ example: '2026-11-30' });

const ConsentText = z
  .object({
    purpose: PurposeName,
    version: Version,
    name: z.string(),
    text: z.string(),
    hash: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .meta({
        description: 'SHA-256 of the canonical JSON of purpose, version and the text in both languages',
      }),
  })
  .meta({ id: 'ConsentText' });
export type ConsentText = z.infer<typeof ConsentText>;

const GivenConsent = z
  .object({
    purpose: PurposeName,
    version: Version,
    givenAt: DateTime,
    withdrawnAt: DateTime.nullable(),
    isCurrent: z.boolean().meta({ description: 'Not withdrawn, and of the text that is asked for now' }),
  })
  .meta({ id: 'GivenConsent' });
export type GivenConsent = z.infer<typeof GivenConsent>;

const OwnConsents = z
  .object({
    consents: z.array(GivenConsent),
    due: z.array(PurposeName).meta({ description: 'Agreed to in an older text: to be asked for anew' }),
  })
  .meta({ id: 'OwnConsents' });
export type OwnConsents = z.infer<typeof OwnConsents>;

export const listConsentTexts = endpoint({
  id: 'listConsentTexts',
  method: 'GET',
  path: '/api/privacy/consents',
  summary: 'What people are asked to agree to, in the language asked for',
  access: 'public',
  response: z.object({ texts: z.array(ConsentText) }).meta({ id: 'ConsentTexts' }),
});

export const listOwnConsents = endpoint({
  id: 'listOwnConsents',
  method: 'GET',
  path: '/api/me/consents',
  summary: 'What the account has agreed to, newest first, and what is to be asked anew',
  access: 'account',
  forChildren: true,
  response: OwnConsents,
});

export const giveConsent = endpoint({
  id: 'giveConsent',
  method: 'POST',
  path: '/api/me/consents',
  summary: 'Agrees to the text of a purpose that is asked for now',
  access: 'account',
  idempotent: true,
  body: z.strictObject({ purpose: PurposeName, version: Version }).meta({ id: 'NewConsent' }),
  response: OwnConsents,
});

export const withdrawConsent = endpoint({
  id: 'withdrawConsent',
  method: 'DELETE',
  path: '/api/me/consents/{purpose}',
  summary: 'Withdraws the consent to a purpose: what is done for it stops at once',
  access: 'account',
  forChildren: true,
  params: z.object({ purpose: PurposeName }),
  response: OwnConsents,
  refusals: [404, 409],
});

const FactTable = z
  .object({
    table: z.string(),
    name: z.string(),
    why: z.string().meta({ description: 'What it is kept for' }),
    kept: z.string().meta({ description: 'How long it is kept' }),
    rows: z.array(z.array(z.object({ column: z.string(), name: z.string(), value: z.string() }))),
  })
  .meta({ id: 'FactTable' });
export type FactTable = z.infer<typeof FactTable>;
const OwnData = z.object({ at: DateTime, account: z.string(), tables: z.array(FactTable) }).meta({
  id: 'OwnData',
  description: 'Everything that is stored about who asks; tables without anything are left out',
});
export type OwnData = z.infer<typeof OwnData>;

export const getOwnData = endpoint({
  id: 'getOwnData',
  method: 'GET',
  path: '/api/me/data',
  summary: 'Everything that is stored about who asks',
  access: 'account',
  forChildren: true,
  response: OwnData,
});

export const exportOwnData = endpoint({
  id: 'exportOwnData',
  method: 'GET',
  path: '/api/me/data.json',
  summary: 'The same to take along; noted in the record',
  access: 'account',
  stepUp: true,
  forChildren: true,
  response: OwnData,
  refusals: [507],
});

export const exportOwnDataCsv = endpoint({
  id: 'exportOwnDataCsv',
  method: 'GET',
  path: '/api/me/data.csv',
  summary: 'The same as a table for spreadsheets: UTF-8 with byte order mark; noted in the record',
  access: 'account',
  stepUp: true,
  forChildren: true,
  response: z.string(),
  responseType: 'text/csv',
  refusals: [507],
});

export const beginErasure = endpoint({
  id: 'beginErasure',
  method: 'POST',
  path: '/api/me/erasure',
  summary: 'Has the account and everything stored about its owner erased in 15 days; ends all other sessions',
  access: 'account',
  stepUp: true,
  idempotent: true,
  forChildren: true,
  body: z.strictObject({}).meta({ id: 'NewErasure' }),
  response: z.object({ eraseAt: DateTime }).meta({ id: 'Erasure' }),
});

export const undoErasure = endpoint({
  id: 'undoErasure',
  method: 'DELETE',
  path: '/api/me/erasure',
  summary: 'Takes an erasure back that was begun',
  access: 'account',
  forChildren: true,
  response: Done,
  refusals: [404],
});
