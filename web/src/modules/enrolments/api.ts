import type { Call, Endpoints, Kind } from '@zlm/server/contract';
import { call } from '../../api/call.ts';

const ONE = '/api/enrolments/{enrolment}';

/** What may be done with one that is live. */
export const CHANGES = {
  accept: (enrolment: string, key: string) =>
    call<Endpoints['acceptSeat']>('POST', `${ONE}/accepting`, { params: { enrolment }, key }),
  decline: (enrolment: string, key: string) =>
    call<Endpoints['declineSeat']>('POST', `${ONE}/declining`, { params: { enrolment }, key }),
  cancel: (enrolment: string, key: string) =>
    call<Endpoints['cancelEnrolment']>('POST', `${ONE}/cancelling`, { params: { enrolment }, key }),
};
export const readOffer = (kind: Kind, id: number, signal: AbortSignal) =>
  call<Endpoints['getEnrolmentOffer']>('GET', '/api/enrolments/offer', { query: { kind, id: String(id) } }, signal);
export const enrol = (body: Call<Endpoints['enrol']>['body'], key: string) =>
  call<Endpoints['enrol']>('POST', '/api/enrolments', { body, key });
export const listMine = (signal?: AbortSignal) =>
  call<Endpoints['listEnrolments']>('GET', '/api/enrolments', {}, signal);
export const listEnrolled = (pin: number, signal: AbortSignal) =>
  call<Endpoints['listEnrolled']>('GET', '/api/pins/{pin}/enrolments', { params: { pin: String(pin) } }, signal);
export const listThings = (query: Call<Endpoints['listPins']>['query'], signal: AbortSignal) =>
  call<Endpoints['listPins']>('GET', '/api/pins', { query }, signal);
