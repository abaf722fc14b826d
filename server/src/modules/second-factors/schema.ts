import { z } from 'zod';
import { Code, Done, MeAnswer, RecoveryCode, SignedIn } from '../../contract/account.ts';
import { DateTime } from '../../contract/common.ts';
import { endpoint } from '../../contract/endpoint.ts';

const Empty = z.strictObject({});
const Ticket = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'must be the ticket that was given');
const NewCodes = z
  .object({ recoveryCodes: z.array(z.string()) })
  .meta({ id: 'RecoveryCodes', description: 'Ten codes for one use each; told this once and never again' });

export const getCredentials = endpoint({
  id: 'getCredentials',
  method: 'GET',
  path: '/api/me/credentials',
  summary: 'Which ways to sign in this account has',
  access: 'account',
  response: z
    .object({
      password: z.object({ changedAt: DateTime }).nullable(),
      passkeys: z.int(),
      authenticator: z.object({ madeAt: DateTime }).nullable(),
      recoveryCodesLeft: z.int(),
      needsAuthenticator: z.boolean().meta({ description: 'Has a role, for which an authenticator is asked for' }),
    })
    .meta({ id: 'Credentials' }),
});

export const beginAuthenticator = endpoint({
  id: 'beginAuthenticator',
  method: 'POST',
  path: '/api/me/authenticator/options',
  summary: 'A new secret for an authenticator app; counts once a code of it was sent',
  access: 'account',
  stepUp: true,
  body: Empty,
  response: z
    .object({
      secret: z.string().meta({ description: 'Base32, to type in' }),
      uri: z.string().meta({ description: 'otpauth:, as a QR code' }),
    })
    .meta({ id: 'AuthenticatorOptions' }),
  refusals: [409],
});

export const confirmAuthenticator = endpoint({
  id: 'confirmAuthenticator',
  method: 'POST',
  path: '/api/me/authenticator',
  summary: 'Turns the authenticator on, with a code it shows; ends all other sessions',
  access: 'account',
  stepUp: true,
  body: z.strictObject({ code: Code }).meta({ id: 'AuthenticatorCode' }),
  response: NewCodes,
  refusals: [409],
});

export const removeAuthenticator = endpoint({
  id: 'removeAuthenticator',
  method: 'DELETE',
  path: '/api/me/authenticator',
  summary: 'Turns the authenticator off, with its recovery codes; ends all other sessions',
  access: 'account',
  stepUp: true,
  response: Done,
});

export const makeRecoveryCodes = endpoint({
  id: 'makeRecoveryCodes',
  method: 'POST',
  path: '/api/me/recovery-codes',
  summary: 'Ten new recovery codes; the old ones are worth nothing from then on',
  access: 'account',
  stepUp: true,
  body: Empty,
  response: NewCodes,
  refusals: [409],
});

export const signInWithSecondFactor = endpoint({
  id: 'signInWithSecondFactor',
  method: 'POST',
  path: '/api/me/session/second',
  summary: 'Ends a sign-in with a code of the authenticator or a recovery code; five tries',
  access: 'public',
  body: z
    .union([
      z.strictObject({ ticket: Ticket, code: Code }),
      z.strictObject({ ticket: Ticket, recoveryCode: RecoveryCode }),
    ])
    .meta({ id: 'SecondFactorSignIn' }),
  response: SignedIn,
  limit: { times: 240, seconds: 600 },
});

const TicketBody = z.strictObject({ ticket: Ticket }).meta({ id: 'TicketOnly' });

export const beginRecovery = endpoint({
  id: 'beginRecovery',
  method: 'POST',
  path: '/api/me/recovery',
  summary:
    'For who has lost authenticator and recovery codes: after 24 hours it can be done without, unless a signed-in device stops it',
  access: 'public',
  body: TicketBody,
  response: z.object({ begunAt: DateTime, readyAt: DateTime }).meta({ id: 'Recovery' }),
  limit: { times: 60, seconds: 600 },
});

export const finishRecovery = endpoint({
  id: 'finishRecovery',
  method: 'POST',
  path: '/api/me/recovery/finish',
  summary: 'Signs in without the second factor once the time is over: it is removed and all other sessions end',
  access: 'public',
  body: TicketBody,
  response: SignedIn,
  refusals: [409],
  limit: { times: 60, seconds: 600 },
});

export const stopRecovery = endpoint({
  id: 'stopRecovery',
  method: 'DELETE',
  path: '/api/me/recovery',
  summary: 'Stops a recovery that somebody has begun for this account',
  access: 'account',
  forChildren: true,
  response: MeAnswer,
});
