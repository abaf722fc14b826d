import type { Endpoints, Institution } from '@zlm/server/contract';
import { call } from '../../api/call.ts';

/** All that is known of an institution. Rejects with ApiProblem. */
export const readInstitution = (id: number, signal: AbortSignal): Promise<Institution> =>
  call<Endpoints['getInstitution']>('GET', '/api/institutions/{id}', { params: { id: String(id) } }, signal);
