import { z } from 'zod';
import { Limit } from '../../contract/account.ts';
import { DateTime, IdParams } from '../../contract/common.ts';
import { endpoint } from '../../contract/endpoint.ts';

const JOB_STATES = ['waiting', 'running', 'done', 'dead'] as const;

export type JobState = (typeof JOB_STATES)[number];

export const Job = z
  .object({
    id: z.int(),
    kind: z.string().meta({ example: 'jobs.remove-done' }),
    payload: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).meta({
      description: 'Ids, numbers and words of code',
    }),
    state: z.enum(JOB_STATES),
    attempts: z.int(),
    runAt: DateTime.meta({ description: 'When it is or was due' }),
    madeAt: DateTime,
    endedAt: DateTime.nullable(),
    lastError: z.string().nullable(),
  })
  .meta({ id: 'Job' });
export type Job = z.infer<typeof Job>;

export const listJobs = endpoint({
  id: 'listJobs',
  method: 'GET',
  path: '/api/jobs',
  summary: 'Work in the background of one state, the latest first, and how much there is of each',
  access: 'jobs.read',
  query: z.strictObject({
    state: z.enum(JOB_STATES).default('dead'),
    before: IdParams.shape.id.optional().meta({ description: 'Only those before this one: the next page' }),
    limit: Limit,
  }),
  response: z
    .object({ jobs: z.array(Job), next: z.int().nullable(), counts: z.record(z.enum(JOB_STATES), z.int()) })
    .meta({ id: 'Jobs' }),
});

export const retryJob = endpoint({
  id: 'retryJob',
  method: 'POST',
  path: '/api/jobs/{id}/retry',
  summary: 'Lets a dead or waiting job be tried at once, as if for the first time',
  access: 'jobs.change',
  idempotent: true,
  params: IdParams,
  body: z.strictObject({}),
  response: Job,
  refusals: [404, 409],
});
