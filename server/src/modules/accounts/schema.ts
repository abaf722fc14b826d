import { z } from 'zod';
import {
  AccountConsent,
  Challenge,
  Code,
  Done,
  MeAnswer,
  NewContact,
  SharedDevice,
  SignedIn,
  Uuid,
} from '../../contract/account.ts';
import { CONTACT_KINDS } from '../../contract/contact.ts';
import { DateTime } from '../../contract/common.ts';
import { LANGS } from '../../contract/lists.ts';
import { endpoint } from '../../contract/endpoint.ts';

const SessionParams = z.object({ session: Uuid });

export const getMe = endpoint({
  id: 'getMe',
  method: 'GET',
  path: '/api/me',
  summary: 'Who is signed in; null for a guest',
  access: 'public',
  asksWho: true,
  response: MeAnswer,
});

export const getWaysIn = endpoint({
  id: 'getWaysIn',
  method: 'GET',
  path: '/api/me/ways-in',
  summary: 'How one can sign in here',
  access: 'public',
  response: z
    .object({
      codes: z.array(z.enum(CONTACT_KINDS)).meta({ description: 'Where codes can be sent' }),
      standIn: z.string().nullable().meta({ description: 'Page that shows the codes of a demonstration' }),
      realNames: z
        .enum(['stand_in'])
        .nullable()
        .meta({ description: 'Who confirms real names; null where nobody does, stand_in in a demonstration' }),
    })
    .meta({ id: 'WaysIn' }),
});

export const sendSignInCode = endpoint({
  id: 'sendSignInCode',
  method: 'POST',
  path: '/api/me/codes',
  summary: 'Sends a code to sign in or register with; the answer is the same for everybody',
  access: 'public',
  body: z.strictObject({ contact: NewContact }).meta({ id: 'CodeWanted' }),
  response: Challenge,
  // A class may sign in from one address; each contact has five an hour.
  limit: { times: 120, seconds: 600 },
});

export const signInWithCode = endpoint({
  id: 'signInWithCode',
  method: 'POST',
  path: '/api/me/session',
  summary: 'Signs in with a code; who has no account yet gets one',
  access: 'public',
  body: z
    .strictObject({
      challenge: Uuid,
      code: Code,
      contact: NewContact,
      consent: AccountConsent.optional(),
      isShared: SharedDevice,
    })
    .meta({ id: 'SignIn' }),
  response: SignedIn,
  refusals: [409],
  limit: { times: 240, seconds: 600 },
});

export const signOut = endpoint({
  id: 'signOut',
  method: 'DELETE',
  path: '/api/me/session',
  summary: 'Ends this session',
  access: 'account',
  whileActing: true,
  forChildren: true,
  response: Done,
});

const Device = z
  .object({
    id: Uuid,
    device: z.string(),
    way: z.string(),
    madeAt: DateTime,
    lastUsedAt: DateTime.meta({ description: 'Exact to five minutes' }),
    isThis: z.boolean(),
  })
  .meta({ id: 'Device' });

export const listDevices = endpoint({
  id: 'listDevices',
  method: 'GET',
  path: '/api/me/devices',
  summary: 'Where this account is signed in',
  access: 'account',
  response: z.object({ devices: z.array(Device) }).meta({ id: 'Devices' }),
});

export const endDevice = endpoint({
  id: 'endDevice',
  method: 'DELETE',
  path: '/api/me/devices/{session}',
  summary: 'Signs a device out at once',
  access: 'account',
  forChildren: true,
  params: SessionParams,
  response: Done,
});

export const changeMe = endpoint({
  id: 'changeMe',
  method: 'PATCH',
  path: '/api/me',
  summary: 'Changes what the account is called and its language; absent keeps, null clears',
  access: 'account',
  idempotent: true,
  body: z
    .strictObject({
      displayName: z
        .string()
        .transform((text) => text.normalize('NFC').trim())
        .refine((text) => !/\p{Cc}|\p{Cs}/u.test(text), 'holds a character that is not allowed')
        .refine((text) => text.length > 0, 'is needed here')
        .refine((text) => [...text].length <= 40, 'takes at most 40 characters')
        .nullable()
        .optional(),
      lang: z.enum(LANGS).optional(),
    })
    .meta({ id: 'MeChange' }),
  response: MeAnswer,
});

export const putAwayNotice = endpoint({
  id: 'putAwayNotice',
  method: 'DELETE',
  path: '/api/me/notices/{notice}',
  summary: 'Puts away what was told of the account',
  access: 'account',
  forChildren: true,
  params: z.object({ notice: Uuid }),
  response: MeAnswer,
});
