import { z } from 'zod';
import { Uuid } from '../../contract/account.ts';
import { DateTime, Id, IdParams } from '../../contract/common.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { ENROL_REFUSALS, ENROLMENT_STATES, POOL_KINDS } from '../../contract/enrolment-states.ts';

const PoolKey = z
  .string()
  .regex(/^(\d{4}-\d\d-\d\d(T\d\d:\d\d)?|[1-9]\d{0,14})$/, 'is none of those offered')
  .meta({
    description:
      'Within its thing: day of the session, with its start where it is not the first of the day, or id of the offering',
    example: '2026-12-05',
  });
const PinParams = z.object({ pin: IdParams.shape.id });

const Enrolment = z
  .object({
    id: Uuid,
    kind: z.enum(POOL_KINDS),
    thing: Id,
    pool: PoolKey,
    title: z.string(),
    place: z.string().nullable(),
    startsAt: DateTime.nullable(),
    endsAt: DateTime.nullable(),
    state: z.enum(ENROLMENT_STATES),
    ahead: z.int().nullable().meta({ description: 'How many wait before; only of who waits' }),
    offeredUntil: DateTime.nullable().meta({ description: 'The seat is kept so long' }),
    enrolledAt: DateTime,
    isOn: z.boolean().meta({ description: 'It is public and takes place' }),
    clash: z.boolean().meta({ description: 'Another live enrolment is at the same time' }),
  })
  .meta({ id: 'Enrolment' });
export type Enrolment = z.infer<typeof Enrolment>;

export const listEnrolments = endpoint({
  id: 'listEnrolments',
  method: 'GET',
  path: '/api/enrolments',
  summary: 'Own enrolments, or those of whom one acts for: live ones by start, then ended ones of a year',
  access: 'account',
  onBehalf: 'enrolments.change',
  forChildren: true,
  response: z.object({ enrolments: z.array(Enrolment) }).meta({ id: 'Enrolments' }),
});

const SeatPool = z
  .object({
    pool: PoolKey,
    place: z.string().nullable(),
    startsAt: DateTime.nullable(),
    endsAt: DateTime.nullable(),
    capacity: z.int().nullable().meta({ description: 'null: no limit' }),
    taken: z.int().meta({ description: 'Seats of who has one or is offered one' }),
    waiting: z.int(),
    deadline: DateTime.nullable(),
    refusal: z.enum(ENROL_REFUSALS).nullable().meta({ description: 'Why nobody can enrol' }),
    mine: Enrolment.nullable().meta({ description: 'The live one of who asks' }),
  })
  .meta({ id: 'SeatPool' });
export type SeatPool = z.infer<typeof SeatPool>;

export const getEnrolmentOffer = endpoint({
  id: 'getEnrolmentOffer',
  method: 'GET',
  path: '/api/enrolments/offer',
  summary: 'What one can enrol in of a thing, by start; empty where none is enrolled in here',
  access: 'public',
  asksWho: true,
  query: IdParams.extend({ kind: z.enum(POOL_KINDS) }),
  response: z.object({ pools: z.array(SeatPool) }).meta({ id: 'EnrolmentOffer' }),
  refusals: [404],
});

export const enrol = endpoint({
  id: 'enrol',
  method: 'POST',
  path: '/api/enrolments',
  summary: 'Takes a seat, or a place among those who wait; who has one keeps it',
  access: 'account',
  onBehalf: 'enrolments.change',
  idempotent: true,
  body: z.strictObject({ kind: z.enum(POOL_KINDS), id: Id, pool: PoolKey }).meta({ id: 'NewEnrolment' }),
  response: Enrolment,
  refusals: [404, 409],
});

const changing = <const Id extends string, const Verb extends string>(id: Id, verb: Verb, summary: string) =>
  endpoint({
    id,
    method: 'POST',
    path: `/api/enrolments/{enrolment}/${verb}`,
    summary,
    access: 'account',
    onBehalf: 'enrolments.change',
    idempotent: true,
    params: z.object({ enrolment: Uuid }),
    response: Enrolment,
    refusals: [404, 409],
  });

export const cancelEnrolment = changing('cancelEnrolment', 'cancelling', 'Gives up a seat or a place, at once');
export const acceptSeat = changing('acceptSeat', 'accepting', 'Takes the seat that is offered');
export const declineSeat = changing('declineSeat', 'declining', 'Leaves the seat that is offered to the next');

const Enrolled = z
  .object({
    id: Uuid,
    pool: PoolKey,
    startsAt: DateTime.nullable(),
    state: z.enum(ENROLMENT_STATES),
    position: z.int().meta({ description: 'Order of arrival in its pool' }),
    name: z
      .string()
      .nullable()
      .meta({ description: 'What the person calls themselves; null where they chose no name' }),
    enrolledAt: DateTime,
    offeredUntil: DateTime.nullable(),
  })
  .meta({ id: 'Enrolled' });
export type Enrolled = z.infer<typeof Enrolled>;

export const listEnrolled = endpoint({
  id: 'listEnrolled',
  method: 'GET',
  path: '/api/pins/{pin}/enrolments',
  summary: 'Who enrolled in a thing one writes, by session and order of arrival',
  access: 'things.write',
  params: PinParams,
  response: z.object({ title: z.string(), enrolled: z.array(Enrolled) }).meta({ id: 'EnrolledList' }),
  refusals: [404],
});

export const exportEnrolled = endpoint({
  id: 'exportEnrolled',
  method: 'GET',
  path: '/api/pins/{pin}/enrolments.csv',
  summary: 'The same as a table',
  access: 'things.write',
  params: PinParams,
  response: z.string(),
  responseType: 'text/csv',
  refusals: [404],
});
