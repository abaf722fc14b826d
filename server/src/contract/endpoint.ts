import type { z } from 'zod';
import type { Access } from './access.ts';
import type { Delegable } from './delegable.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A plain value that drives express binding, the typed client, OpenAPI and the access matrix. */
export interface Endpoint {
  /** Operation id, unique. */
  id: string;
  method: Method;
  /** OpenAPI path: `/api/activities/{id}`. */
  path: string;
  summary: string;
  access: Access;
  /** Public, but answers a guest and somebody who is signed in differently. */
  asksWho?: true;
  /** Asks for a proof that is at most some minutes old. */
  stepUp?: true;
  /** Also for who acts for somebody, in whose name nothing is done by it. */
  whileActing?: true;
  /** For oneself, or for whom one acts who agreed to this; what names none is not for who acts for somebody. */
  onBehalf?: Delegable;
  /** Also a write for a child whose guardian did not consent yet. */
  forChildren?: true;
  /** A write that a repeated Idempotency-Key does once; the service answers by `act`. */
  idempotent?: true;
  params?: z.ZodType;
  query?: z.ZodType;
  /** Request headers that mean something here. */
  headers?: z.ZodType;
  body?: z.ZodType;
  /** Takes bytes of these types instead of JSON; `body` is then `Bytes`. */
  receives?: { types: readonly string[]; mostBytes: number };
  response: z.ZodType;
  /** JSON unless said otherwise; of a stream, `response` is one event or line, of a file its text, of a picture a `ServedPicture`. */
  responseType?:
    | 'text/event-stream'
    | 'text/calendar'
    | 'text/csv'
    | 'application/x-ndjson'
    | 'application/geo+json'
    | 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    | 'image/webp';
  /** Sent as it is read, whatever its length: known by no ETag. */
  isStreamed?: true;
  /** Statuses it refuses with beside those every endpoint has. */
  refusals?: readonly number[];
  /** How often one address may call it, beside the limit on all requests. */
  limit?: { times: number; seconds: number };
}

/** Keeps the literal types of an endpoint. */
export function endpoint<const E extends Endpoint>(value: E): E {
  return value;
}

type Input<S> = S extends z.ZodType ? z.input<S> : undefined;
type Output<S> = S extends z.ZodType ? z.output<S> : undefined;

/** What a client sends. */
export interface Call<E extends Endpoint> {
  params: Input<E['params']>;
  query: Input<E['query']>;
  body: Input<E['body']>;
}
/** What a route gets after the checks. */
export interface Received<E extends Endpoint> {
  params: Output<E['params']>;
  query: Output<E['query']>;
  body: Output<E['body']>;
}
export type Answer<E extends Endpoint> = z.output<E['response']>;
