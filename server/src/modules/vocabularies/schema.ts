import { z } from 'zod';
import { endpoint } from '../../contract/endpoint.ts';

export const Term = z
  .object({
    code: z.string(),
    parent: z.string().nullable(),
    zh: z.string(),
    en: z.string(),
    replacedBy: z.string().nullable(),
  })
  .meta({ id: 'Term' });
export type Term = z.infer<typeof Term>;

export const listVocabularies = endpoint({
  id: 'listVocabularies',
  method: 'GET',
  path: '/api/vocabularies',
  summary: 'All vocabularies with Chinese and English labels, in display order',
  access: 'public',
  response: z.object({ version: z.int(), vocabularies: z.record(z.string(), z.array(Term)) }),
});
