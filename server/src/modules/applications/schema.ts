import { z } from 'zod';
import { Done } from '../../contract/account.ts';
import { DateTime } from '../../contract/common.ts';
import { endpoint } from '../../contract/endpoint.ts';

/** What an application may ask for; never more. */
export const SCOPES = ['openid', 'profile', 'region'] as const;
const Scope = z.enum(SCOPES).meta({
  description: 'openid: that it is the same person, without a name; profile: what they call themselves; region: a city',
});
const ConsentParams = z.object({ consent: z.string().max(100, 'takes at most 100 characters') });
const Application = z.object({ id: z.string(), name: z.string(), host: z.string() });

export const getConsent = endpoint({
  id: 'getConsent',
  method: 'GET',
  path: '/api/consents/{consent}',
  summary: 'What an application asks for; only in the browser that it sent here',
  access: 'public',
  asksWho: true,
  params: ConsentParams,
  response: z
    .object({
      application: Application,
      scopes: z.array(Scope),
      agreed: z.array(Scope).meta({ description: 'What the owner agreed to before' }),
    })
    .meta({ id: 'ConsentAsked' }),
  refusals: [404],
});

export const answerConsent = endpoint({
  id: 'answerConsent',
  method: 'POST',
  path: '/api/consents/{consent}',
  summary: 'Lets the application know what was chosen, or nothing; answers where the browser goes on',
  access: 'account',
  params: ConsentParams,
  body: z
    .strictObject({
      allows: z.boolean(),
      scopes: z.array(Scope).max(SCOPES.length).default([]),
      region: z
        .string()
        .regex(/^\d{6}$/, 'must be a division code')
        .nullable()
        .default(null),
    })
    .meta({ id: 'ConsentAnswer' }),
  response: z.object({ url: z.string() }).meta({ id: 'ConsentGiven' }),
  refusals: [404],
});

const Connection = Application.extend({
  scopes: z.array(Scope),
  region: z.string().nullable(),
  givenAt: DateTime,
  usedAt: DateTime,
}).meta({ id: 'ConnectedApplication' });

export const listConnectedApplications = endpoint({
  id: 'listConnectedApplications',
  method: 'GET',
  path: '/api/me/applications',
  summary: 'Applications that this account signs in to',
  access: 'account',
  response: z.object({ applications: z.array(Connection) }).meta({ id: 'ConnectedApplications' }),
});

export const disconnectApplication = endpoint({
  id: 'disconnectApplication',
  method: 'DELETE',
  path: '/api/me/applications/{application}',
  summary: 'Takes back what an application was allowed; it is signed out at once',
  access: 'account',
  params: z.object({ application: z.string().max(60, 'takes at most 60 characters') }),
  response: Done,
});
