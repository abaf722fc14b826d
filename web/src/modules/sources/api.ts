import type { Call, Endpoints } from '@zlm/server/contract';
import { call } from '../../api/call.ts';

const SOURCE = '/api/sources/{source}';
const at = (source: string) => ({ source });
export type NewSource = Call<Endpoints['addSource']>['body'];
type RecordQuery = Call<Endpoints['listSourceRecords']>['query'];

export const listSources = (signal: AbortSignal) =>
  call<Endpoints['listSources']>('GET', '/api/sources', { query: {} }, signal);
export const readSource = (id: string, signal: AbortSignal) =>
  call<Endpoints['getSource']>('GET', SOURCE, { params: at(id) }, signal);
export const addSource = (body: NewSource, key: string) =>
  call<Endpoints['addSource']>('POST', '/api/sources', { body, key });
export const changeSource = (id: string, body: Call<Endpoints['changeSource']>['body'], key: string) =>
  call<Endpoints['changeSource']>('PUT', SOURCE, { params: at(id), body, key });
export const trustSource = (id: string, body: Call<Endpoints['trustSource']>['body'], key: string) =>
  call<Endpoints['trustSource']>('PUT', `${SOURCE}/rule`, { params: at(id), body, key });
export const removeSource = (id: string, version: number, key: string) =>
  call<Endpoints['removeSource']>('DELETE', SOURCE, {
    params: at(id),
    query: { version: String(version) },
    key,
  });
const ACTS = {
  preview: (id: string, key: string) =>
    call<Endpoints['previewSource']>('POST', `${SOURCE}/preview`, { params: at(id), key }),
  start: (id: string, key: string) =>
    call<Endpoints['startSource']>('POST', `${SOURCE}/start`, { params: at(id), key }),
  pause: (id: string, key: string) =>
    call<Endpoints['pauseSource']>('POST', `${SOURCE}/pause`, { params: at(id), key }),
  run: (id: string, key: string) => call<Endpoints['runSource']>('POST', `${SOURCE}/run`, { params: at(id), key }),
};
export type Act = keyof typeof ACTS;
export const actOn = (id: string, what: Act, key: string) => ACTS[what](id, key);
export const decideHalt = (id: string, body: Call<Endpoints['decideHalt']>['body'], key: string) =>
  call<Endpoints['decideHalt']>('POST', `${SOURCE}/halt`, { params: at(id), body, key });
export const listRecords = (id: string, query: RecordQuery, signal: AbortSignal) =>
  call<Endpoints['listSourceRecords']>('GET', `${SOURCE}/records`, { params: at(id), query }, signal);
export const decideRecords = (id: string, body: Call<Endpoints['decideRecords']>['body'], key: string) =>
  call<Endpoints['decideRecords']>('POST', `${SOURCE}/records/decisions`, { params: at(id), body, key });
export const yieldFields = (id: string, record: number, fields: string[], key: string) =>
  call<Endpoints['yieldToSource']>('POST', `${SOURCE}/records/{record}/yielding`, {
    params: { ...at(id), record: String(record) },
    body: { fields },
    key,
  });
export const readMap = (id: string, query: Call<Endpoints['getSourceMap']>['query'], signal: AbortSignal) =>
  call<Endpoints['getSourceMap']>('GET', `${SOURCE}/map`, { params: at(id), query }, signal);
export const listRuns = (id: string, cursor: string | null, signal: AbortSignal) =>
  call<Endpoints['listSourceRuns']>(
    'GET',
    `${SOURCE}/runs`,
    { params: at(id), query: cursor === null ? {} : { cursor } },
    signal,
  );
