import type { Call, Endpoints, FormBody } from '@zlm/server/contract';
import { call } from '../../api/call.ts';

const REVISION = '/api/pin-revisions/{revision}';
const PIN = '/api/pins/{pin}';
const at = (revision: string) => ({ revision });

export const listForms = () => call<Endpoints['listPinForms']>('GET', '/api/pin-forms', {});
export const listPins = (query: Call<Endpoints['listPins']>['query'], signal: AbortSignal) =>
  call<Endpoints['listPins']>('GET', '/api/pins', { query }, signal);
export const begin = (body: Call<Endpoints['beginPin']>['body'], key: string) =>
  call<Endpoints['beginPin']>('POST', '/api/pins', { body, key });

export const readRevision = (revision: string) =>
  call<Endpoints['getRevision']>('GET', REVISION, { params: at(revision) });
export const saveRevision = (
  revision: string,
  body: { saved: number; body: FormBody; institution: number },
  key: string,
) => call<Endpoints['saveRevision']>('PUT', REVISION, { params: at(revision), body, key });
export const preview = (revision: string) =>
  call<Endpoints['previewRevision']>('GET', `${REVISION}/preview`, { params: at(revision) });
export const submit = (revision: string, body: Call<Endpoints['submitRevision']>['body'], key: string) =>
  call<Endpoints['submitRevision']>('POST', `${REVISION}/submission`, { params: at(revision), body, key });
export const reschedule = (revision: string, body: Call<Endpoints['rescheduleRevision']>['body'], key: string) =>
  call<Endpoints['rescheduleRevision']>('PUT', `${REVISION}/publication`, { params: at(revision), body, key });
export const takeBack = (revision: string, key: string) =>
  call<Endpoints['takeBackRevision']>('POST', `${REVISION}/taking-back`, { params: at(revision), key });
export const discard = (revision: string, key: string) =>
  call<Endpoints['discardRevision']>('POST', `${REVISION}/discarding`, { params: at(revision), key });
export const askAgain = (revision: string, reason: string, key: string) =>
  call<Endpoints['askSecondOpinion']>('POST', `${REVISION}/second-opinion`, {
    ...{ params: at(revision), body: { reason }, key },
  });

export const readPin = (pin: number, signal?: AbortSignal) =>
  call<Endpoints['getPin']>('GET', PIN, { params: { pin: String(pin) } }, signal);
export const setStatus = (pin: number, body: Call<Endpoints['setPinStatus']>['body'], key: string) =>
  call<Endpoints['setPinStatus']>('POST', `${PIN}/status`, { params: { pin: String(pin) }, body, key });
export const withdraw = (pin: number, reason: string, key: string) =>
  call<Endpoints['withdrawPin']>('POST', `${PIN}/withdrawal`, { params: { pin: String(pin) }, body: { reason }, key });
export const archive = (pin: number, reason: string, key: string) =>
  call<Endpoints['archivePin']>('POST', `${PIN}/archiving`, { params: { pin: String(pin) }, body: { reason }, key });
