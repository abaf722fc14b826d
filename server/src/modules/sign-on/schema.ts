import { z } from 'zod';
import { Done, Me, SharedDevice, SignedIn, Uuid } from '../../contract/account.ts';
import { DateTime } from '../../contract/common.ts';
import { endpoint } from '../../contract/endpoint.ts';

const ProviderParams = z.object({ provider: z.string().max(40, 'takes at most 40 characters') });
const Next = z
  .string()
  .max(2_000, 'takes at most 2000 characters')
  .meta({ description: 'Where to go on afterwards: a path of this site, with its query' });
const Begun = z.object({ url: z.string() }).meta({ id: 'SignOnBegun', description: 'Where the browser goes now' });

export const listSignOnProviders = endpoint({
  id: 'listSignOnProviders',
  method: 'GET',
  path: '/api/sign-on',
  summary: 'The platforms whose accounts one can sign in with',
  access: 'public',
  response: z
    .object({
      providers: z.array(z.object({ id: z.string(), name: z.string(), isStandIn: z.boolean() })),
    })
    .meta({ id: 'SignOnProviders' }),
});

export const beginSignOn = endpoint({
  id: 'beginSignOn',
  method: 'POST',
  path: '/api/sign-on/{provider}',
  summary: 'Begins to sign in with the account of another platform',
  access: 'public',
  params: ProviderParams,
  body: z.strictObject({ next: Next, isShared: SharedDevice }).meta({ id: 'NewSignOn' }),
  response: Begun,
  refusals: [403, 404],
  limit: { times: 240, seconds: 600 },
});

export const finishSignOn = endpoint({
  id: 'finishSignOn',
  method: 'POST',
  path: '/api/sign-on/{provider}/return',
  summary: 'What the other platform sent back with the browser; whatever is wrong with it, the answer is the same',
  access: 'public',
  asksWho: true,
  params: ProviderParams,
  body: z
    .strictObject({
      query: z
        .string()
        .max(8_000, 'takes at most 8000 characters')
        .meta({ description: 'All that stood behind the question mark' }),
    })
    .meta({ id: 'SignOnReturn' }),
  response: z
    .object({
      outcome: z
        .enum(['signed_in', 'second_factor', 'linked', 'stranger'])
        .meta({ description: 'stranger: has no account here yet, and gets one by asking for it' }),
      me: Me.nullable(),
      secondFactor: SignedIn.shape.secondFactor,
      next: z.string(),
    })
    .meta({ id: 'SignOnOutcome' }),
  refusals: [403, 404, 409],
  limit: { times: 240, seconds: 600 },
});

export const registerBySignOn = endpoint({
  id: 'registerBySignOn',
  method: 'POST',
  path: '/api/sign-on/{provider}/account',
  summary: 'Makes an account for the stranger who just came back with this state, and signs in',
  access: 'public',
  params: ProviderParams,
  body: z
    .strictObject({ state: z.string().max(100, 'takes at most 100 characters'), isShared: SharedDevice })
    .meta({ id: 'SignOnAccount' }),
  response: SignedIn,
  refusals: [403, 404],
  limit: { times: 240, seconds: 600 },
});

const Identity = z
  .object({ id: Uuid, provider: z.string().meta({ description: 'What it is called' }), linkedAt: DateTime })
  .meta({ id: 'LinkedIdentity' });

export const listIdentities = endpoint({
  id: 'listIdentities',
  method: 'GET',
  path: '/api/me/identities',
  summary: 'Accounts of other platforms that sign in to this one',
  access: 'account',
  response: z.object({ identities: z.array(Identity) }).meta({ id: 'LinkedIdentities' }),
});

export const beginLink = endpoint({
  id: 'beginLink',
  method: 'POST',
  path: '/api/me/identities',
  summary: 'Begins to link the account of another platform; needs a fresh proof by something else',
  access: 'account',
  stepUp: true,
  body: z.strictObject({ provider: ProviderParams.shape.provider, next: Next }).meta({ id: 'NewLink' }),
  response: Begun,
  refusals: [404],
});

export const removeIdentity = endpoint({
  id: 'removeIdentity',
  method: 'DELETE',
  path: '/api/me/identities/{identity}',
  summary: 'Unlinks the account of another platform',
  access: 'account',
  stepUp: true,
  params: z.object({ identity: Uuid }),
  response: Done,
  refusals: [409],
});
