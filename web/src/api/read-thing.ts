import type { Answer, Endpoints } from '@zlm/server/contract';
import { KIND_TRAITS, type Kind } from '@zlm/server/contract/kinds';
import { call } from './call.ts';

type ThingPath = `/api/${(typeof KIND_TRAITS)[Kind]['folder']}/{id}`;
type ThingEndpoint = Extract<Endpoints[keyof Endpoints], { path: ThingPath }>;

/** The details of a thing of any kind; rejects as `call` does. */
export function readThing(kind: Kind, id: number | string): Promise<Answer<ThingEndpoint>> {
  return call<ThingEndpoint>('GET', `/api/${KIND_TRAITS[kind].folder}/{id}`, { params: { id: String(id) } });
}
