import { z } from 'zod';
import { MeAnswer } from '../../contract/account.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { toIdNumber } from '../../contract/id-number.ts';

const RealName = z
  .string()
  .max(200, 'takes at most 200 characters')
  .transform((text) =>
    text
      .normalize('NFC')
      .trim()
      .replace(/[・•‧]/g, '·'),
  )
  .refine((text) => !/\p{Cc}|\p{Cs}/u.test(text), 'holds a character that is not allowed')
  .refine((text) => [...text].length >= 2, 'must be the name as on the identity card')
  .refine((text) => [...text].length <= 60, 'takes at most 60 characters');

const IdNumber = z
  .string()
  .max(100, 'takes at most 100 characters')
  .transform((text, context) => {
    const number = toIdNumber(text);
    if (number !== null) return number;
    context.addIssue({ code: 'custom', message: 'must be the 18 characters of a resident identity number' });
    return z.NEVER;
  });

export const confirmRealName = endpoint({
  id: 'confirmRealName',
  method: 'POST',
  path: '/api/me/real-name',
  summary: 'Has name and resident identity number confirmed; they are sealed and shown masked',
  access: 'account',
  stepUp: true,
  body: z.strictObject({ name: RealName, idNumber: IdNumber }).meta({ id: 'RealName' }),
  response: MeAnswer,
  refusals: [409],
  limit: { times: 60, seconds: 600 },
});
