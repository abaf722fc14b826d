import { z } from 'zod';
import { Challenge, Code, MeAnswer, NewContact, Uuid } from '../../contract/account.ts';
import { endpoint } from '../../contract/endpoint.ts';

export const sendContactCode = endpoint({
  id: 'sendContactCode',
  method: 'POST',
  path: '/api/me/contacts/codes',
  summary: 'Sends a code to a phone or address to add; the answer is the same whoever has it',
  access: 'account',
  stepUp: true,
  body: z.strictObject({ contact: NewContact }).meta({ id: 'ContactCodeWanted' }),
  response: Challenge,
  limit: { times: 120, seconds: 600 },
});

export const addContact = endpoint({
  id: 'addContact',
  method: 'POST',
  path: '/api/me/contacts',
  summary: 'Adds a phone or address with the code sent to it; at most 10',
  access: 'account',
  stepUp: true,
  body: z.strictObject({ contact: NewContact, challenge: Uuid, code: Code }).meta({ id: 'ContactToAdd' }),
  response: MeAnswer,
  refusals: [409],
  limit: { times: 240, seconds: 600 },
});

export const removeContact = endpoint({
  id: 'removeContact',
  method: 'DELETE',
  path: '/api/me/contacts/{contact}',
  summary: 'Removes a phone or address, but never the last way to sign in',
  access: 'account',
  stepUp: true,
  params: z.object({ contact: Uuid }),
  response: MeAnswer,
  refusals: [409],
});
