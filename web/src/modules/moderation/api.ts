import type { Call, Endpoints } from '@zlm/server/contract';
import { call } from '../../api/call.ts';

export type Verdict = Call<Endpoints['decideMany']>['body']['verdicts'][number];
export type Outcome = Call<Endpoints['closeReport']>['body']['outcome'];

export const readQueue = (query: Call<Endpoints['getQueue']>['query'], signal: AbortSignal) =>
  call<Endpoints['getQueue']>('GET', '/api/moderation', { query }, signal);
export const readQueueMap = (query: Call<Endpoints['getQueueMap']>['query'], signal: AbortSignal) =>
  call<Endpoints['getQueueMap']>('GET', '/api/moderation/map', { query }, signal);
export const readRevision = (revision: string) =>
  call<Endpoints['getQueuedRevision']>('GET', '/api/moderation/revisions/{revision}', { params: { revision } });
export const decide = (revision: string, body: Call<Endpoints['decideRevision']>['body'], key: string) =>
  call<Endpoints['decideRevision']>('POST', '/api/moderation/revisions/{revision}/decision', {
    ...{ params: { revision }, body, key },
  });
export const decideMany = (verdicts: Verdict[], key: string) =>
  call<Endpoints['decideMany']>('POST', '/api/moderation/decisions', { body: { verdicts }, key });
export const undo = (decision: string, key: string) =>
  call<Endpoints['undoDecision']>('POST', '/api/moderation/decisions/{decision}/undoing', {
    params: { decision },
    key,
  });
export const readReport = (report: string) =>
  call<Endpoints['getQueuedReport']>('GET', '/api/moderation/reports/{report}', { params: { report } });
export const closeReport = (report: string, outcome: Outcome, key: string) =>
  call<Endpoints['closeReport']>('POST', '/api/moderation/reports/{report}/closing', {
    ...{ params: { report }, body: { outcome }, key },
  });
