import express, { type Request, type Response } from 'express';
import type { Endpoint } from '../contract/endpoint.ts';
import { Refusal } from './problem.ts';

type Receives = NonNullable<Endpoint['receives']>;

/** Bodies that lie in memory at once. */
const MOST_AT_ONCE = 16;
const RETRY_AFTER_SECONDS = '5';

let underWay = 0;

/** Puts the bytes of the body on the request. Throws Refusal for too many at once, and with 413 and 415 what express throws. */
export async function receiveBytes({ mostBytes }: Receives, request: Request, response: Response): Promise<void> {
  if (underWay >= MOST_AT_ONCE) throw new Refusal(503, { 'Retry-After': RETRY_AFTER_SECONDS });
  const read = express.raw({ type: () => true, limit: mostBytes, inflate: false });
  underWay += 1;
  try {
    await new Promise<void>((resolve, reject) => {
      read(request, response, (cause?: Error) => (cause ? reject(toRefusal(cause)) : resolve()));
      // Whoever hangs up is waited for no longer.
      response.once('close', () => reject(new Refusal(408)));
    });
  } finally {
    underWay -= 1;
  }
  // What has no body at all.
  if (!(request.body instanceof Uint8Array)) request.body = Buffer.alloc(0);
}

function toRefusal(cause: Error & { status?: unknown }): Error {
  const { status } = cause;
  return typeof status === 'number' && status < 500 ? new Refusal(status) : cause;
}
