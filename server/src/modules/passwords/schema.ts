import { z } from 'zod';
import { Done, NewContact, PASSWORD_LENGTHS, SharedDevice, SignedIn, TypedPassword } from '../../contract/account.ts';
import { endpoint } from '../../contract/endpoint.ts';

const NewPassword = z
  .string()
  .refine((text) => !/\p{Cc}|\p{Cs}/u.test(text), 'holds a character that is not allowed')
  .refine((text) => [...text].length >= PASSWORD_LENGTHS.least, 'takes at least 10 characters')
  .refine((text) => [...text].length <= PASSWORD_LENGTHS.most, 'takes at most 200 characters')
  .meta({ description: 'Any characters; refused when it is one that everybody tries first' });

export const signInWithPassword = endpoint({
  id: 'signInWithPassword',
  method: 'POST',
  path: '/api/me/session/password',
  summary: 'Signs in with a contact and the password; the answer is the same for every contact it does not fit',
  access: 'public',
  body: z
    .strictObject({ contact: NewContact, password: TypedPassword, isShared: SharedDevice })
    .meta({ id: 'PasswordSignIn' }),
  response: SignedIn,
  // A class signs in within a minute; wrong tries are counted apart.
  limit: { times: 240, seconds: 600 },
});

export const setPassword = endpoint({
  id: 'setPassword',
  method: 'PUT',
  path: '/api/me/password',
  summary: 'Sets or changes the password, with the old one or a fresh proof; ends all other sessions',
  access: 'account',
  body: z.strictObject({ password: NewPassword, oldPassword: TypedPassword.optional() }).meta({ id: 'PasswordChange' }),
  response: Done,
});

export const removePassword = endpoint({
  id: 'removePassword',
  method: 'DELETE',
  path: '/api/me/password',
  summary: 'Removes the password; ends all other sessions',
  access: 'account',
  stepUp: true,
  response: Done,
});
