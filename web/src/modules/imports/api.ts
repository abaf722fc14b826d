import type { Call, Endpoints, Import } from '@zlm/server/contract';
import { call, toUrl } from '../../api/call.ts';
import { sendBytes } from '../../api/send-bytes.ts';
import { typeOf } from './file-check.ts';

const IMPORT = '/api/imports/{import}';
const at = (id: string) => ({ import: id });
type RowQuery = Call<Endpoints['listImportedRows']>['query'];

interface Beginning {
  kind: string;
  institution: number;
  crs: string;
}
interface Sending {
  key: string;
  signal: AbortSignal;
  onProgress: (part: number) => void;
}
export const beginImport = (file: File, { kind, institution, crs }: Beginning, how: Sending): Promise<Import> =>
  sendBytes<Import>(
    toUrl('/api/imports', {}, { kind, institution: String(institution), crs, name: file.name.slice(-200) }),
    file,
    { type: typeOf(file.name), ...how },
  );
export const listImports = (query: Call<Endpoints['listImports']>['query'], signal: AbortSignal) =>
  call<Endpoints['listImports']>('GET', '/api/imports', { query }, signal);
export const readImport = (id: string, signal: AbortSignal) =>
  call<Endpoints['getImport']>('GET', IMPORT, { params: at(id) }, signal);
export const mapImport = (id: string, body: Call<Endpoints['mapImport']>['body'], key: string) =>
  call<Endpoints['mapImport']>('PUT', `${IMPORT}/mapping`, { params: at(id), body, key });
export const listRows = (id: string, query: RowQuery, signal: AbortSignal) =>
  call<Endpoints['listImportedRows']>('GET', `${IMPORT}/rows`, { params: at(id), query }, signal);
export const readMap = (id: string, query: Call<Endpoints['getImportMap']>['query'], signal: AbortSignal) =>
  call<Endpoints['getImportMap']>('GET', `${IMPORT}/map`, { params: at(id), query }, signal);
export const acceptImport = (id: string, lines: number[] | null, key: string) =>
  call<Endpoints['acceptImport']>('POST', `${IMPORT}/acceptance`, { params: at(id), body: { lines }, key });
export const undoImport = (id: string, key: string) =>
  call<Endpoints['undoImport']>('POST', `${IMPORT}/undoing`, { params: at(id), key });
export const discardImport = (id: string, key: string) =>
  call<Endpoints['discardImport']>('POST', `${IMPORT}/discarding`, { params: at(id), key });
