import type { Request, Response } from 'express';
import type { Endpoint } from '../contract/endpoint.ts';
import { sha256 } from '../crypto/token.ts';
import { toCanonicalJson } from '../crypto/canonical.ts';
import type { Actor, Session } from '../db/session.ts';
import { Forbidden, Invalid, Unauthenticated } from '../errors.ts';
import {
  dropSession,
  keepBrowser,
  keepDevice,
  keepSession,
  readBrowserCookie,
  readDeviceCookie,
  readSessionCookie,
} from './cookies.ts';
import { checkOrigin } from './origin.ts';
import { Refusal } from './problem.ts';
import type { Context, Idempotency } from './route.ts';

export interface Door {
  clock: () => Date;
  /** Who has this token now; null for nobody. */
  authenticate: (token: string) => Promise<Session | null>;
  /** Of a write that a page of another site sent. */
  onForeign?: (refused: { endpoint: string; requestId: string }, address: string) => unknown;
  /** The origin the world knows; null: that of the address asked for. */
  origin: string | null;
}

const STEP_UP_MS = 10 * 60_000;
const LONGEST_DEVICE = 200;
const KEY = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

type Who = Pick<
  Context,
  | 'session'
  | 'actor'
  | 'keepSession'
  | 'device'
  | 'deviceToken'
  | 'keepDevice'
  | 'browserToken'
  | 'keepBrowser'
  | 'origin'
>;

/** Lets in who may call the endpoint at all. Throws Unauthenticated, Forbidden, Refusal. */
export async function letIn(endpoint: Endpoint, request: Request, response: Response, door: Door): Promise<Who> {
  if (endpoint.method !== 'GET') checkWrite(request, door, endpoint.receives?.types);
  const session = await findSession(endpoint, request, door);
  if (endpoint.access !== 'public') {
    response.vary('Cookie');
    if (!session) throw new Unauthenticated();
    if (endpoint.access !== 'account' && !session.actions.has(endpoint.access)) throw new Forbidden();
    refuseForOthers(endpoint, session);
    if (endpoint.stepUp && !isFresh(session, door.clock())) throw new Forbidden('step_up');
  }
  // Who was refused meanwhile is not there to keep anything.
  const keepCookie = (line: string) => void (response.headersSent || response.append('Set-Cookie', line));
  return {
    session,
    actor: toActor(session, endpoint),
    device: (request.get('user-agent') ?? '').slice(0, LONGEST_DEVICE),
    keepSession(token, seconds = 0) {
      keepCookie(token === null ? dropSession() : keepSession(token, seconds));
      if (token === null && !response.headersSent) response.set('Clear-Site-Data', '"cache"');
    },
    deviceToken: readDeviceCookie(request.headers.cookie),
    keepDevice: (token) => keepCookie(keepDevice(token)),
    browserToken: readBrowserCookie(request.headers.cookie),
    keepBrowser: (token) => keepCookie(keepBrowser(token)),
    // What it says was checked above: of another site nobody comes so far.
    origin: door.origin ?? request.get('origin') ?? null,
  };
}

/** Who acts for somebody does what that one agreed to; a child looks until a guardian consents. Throws Forbidden. */
function refuseForOthers({ whileActing, onBehalf, forChildren, method }: Endpoint, session: Session): void {
  if (session.onBehalfOf !== null && !whileActing && !onBehalf) throw new Forbidden('acting_for');
  if (session.needsGuardian && method !== 'GET' && !forChildren) throw new Forbidden('guardian_needed');
}

function checkWrite(request: Request, { origin }: Door, types: readonly string[] = ['application/json']): void {
  checkOrigin(request.headers, origin);
  // A form of another site can send text, but neither JSON nor a picture without being asked first.
  if (request.method === 'DELETE' && request.headers['content-length'] === undefined) return;
  if (!request.is([...types])) throw new Refusal(415);
}

/** What everybody may read asks nobody who they are. */
async function findSession(endpoint: Endpoint, request: Request, { authenticate }: Door): Promise<Session | null> {
  if (endpoint.access === 'public' && !endpoint.asksWho) return null;
  const token = readSessionCookie(request.headers.cookie);
  return token === null ? null : authenticate(token);
}

/** Whether they proved who they are within the last minutes. */
export const isFresh = ({ steppedUpAt }: Session, now: Date): boolean =>
  steppedUpAt !== null && now.getTime() - steppedUpAt.getTime() < STEP_UP_MS;

function toActor(session: Session | null, { onBehalf }: Endpoint): Actor {
  if (!session) return { kind: 'anonymous' };
  const { account, person, proof, onBehalfOf } = session;
  return { kind: 'account', account, person, proof, onBehalfOf: onBehalf ? onBehalfOf : null };
}

/** The key that an idempotent endpoint needs, bound to what was sent with it. Throws Invalid. */
export function readIdempotency(
  endpoint: Endpoint,
  request: Request,
  response: Response,
  received: unknown,
): Idempotency | null {
  if (!endpoint.idempotent) return null;
  const key = request.get('idempotency-key') ?? '';
  if (!KEY.test(key)) throw new Invalid([{ in: 'header', field: 'Idempotency-Key', message: 'must be a UUID' }]);
  return {
    key: key.toLowerCase(),
    hash: sha256(toCanonicalJson([endpoint.id, endpoint.receives ? withoutBytes(received) : received])),
    onReplay: () => response.set('Idempotent-Replayed', 'true'),
  };
}

/** Bytes stand for themselves by their hash. */
const withoutBytes = (received: unknown) => {
  const { body, ...asked } = received as { body: Uint8Array };
  return { ...asked, body: sha256(body).toString('hex') };
};
