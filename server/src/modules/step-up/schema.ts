import { z } from 'zod';
import { Challenge, Code, MeAnswer, RecoveryCode, TypedPassword, Uuid } from '../../contract/account.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { PasskeyOptions, ShownPasskey } from '../../contract/passkey.ts';

export const sendStepUpCode = endpoint({
  id: 'sendStepUpCode',
  method: 'POST',
  path: '/api/me/step-up/codes',
  summary: 'Sends a code to one of the own contacts',
  access: 'account',
  forChildren: true,
  body: z.strictObject({ contact: Uuid }).meta({ id: 'StepUpCodeWanted' }),
  response: Challenge,
  refusals: [404],
  limit: { times: 120, seconds: 600 },
});

export const beginPasskeyStepUp = endpoint({
  id: 'beginPasskeyStepUp',
  method: 'POST',
  path: '/api/me/step-up/passkey/options',
  summary: 'Begins to prove with a passkey of this account that it is oneself',
  access: 'account',
  forChildren: true,
  body: z.strictObject({}),
  response: PasskeyOptions,
  refusals: [409],
});

export const stepUp = endpoint({
  id: 'stepUp',
  method: 'POST',
  path: '/api/me/step-up',
  summary: 'Proves once more that it is oneself: for ten minutes sensitive steps are open',
  access: 'account',
  forChildren: true,
  body: z
    .discriminatedUnion('way', [
      z.strictObject({ way: z.literal('password'), password: TypedPassword }),
      z.strictObject({ way: z.literal('passkey'), credential: ShownPasskey }),
      z.strictObject({ way: z.literal('authenticator'), code: Code }),
      z.strictObject({ way: z.literal('recovery'), recoveryCode: RecoveryCode }),
      z.strictObject({ way: z.literal('code'), contact: Uuid, challenge: Uuid, code: Code }),
    ])
    .meta({ id: 'StepUp' }),
  response: MeAnswer,
  limit: { times: 240, seconds: 600 },
});
export type StepUp = z.output<typeof stepUp.body>;
