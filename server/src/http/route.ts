import type { Lang } from '../contract/lists.ts';
import type { Answer, Endpoint, Received } from '../contract/endpoint.ts';
import type { Actor, Session } from '../db/session.ts';
import type { ReadyAnswer } from './ready-answer.ts';
import type { Dated, Streamed } from './streamed.ts';

/** What a route knows of its request besides the checked input; the only place a clock is read. */
export interface Context {
  now: Date;
  lang: Lang;
  requestId: string;
  /** Who asks; for limits only, never kept. */
  address: string;
  /** Null for a guest, and where the endpoint does not ask. */
  session: Session | null;
  actor: Actor;
  /** As what the body was sent, without parameters: image/jpeg */
  contentType: string;
  /** Of an idempotent endpoint. */
  idempotency: Idempotency | null;
  /** Whether nobody waits for the answer any more: it took too long, or the browser hung up. */
  isGone: () => boolean;
  /** The browser keeps the token for so many seconds; without one it forgets what it had. */
  keepSession(token: string | null, seconds?: number): void;
  /** How the device names itself, cut short. */
  device: string;
  /** Of the browser, where somebody signed in with it before. */
  deviceToken: string | null;
  keepDevice(token: string): void;
  /** Of the browser, while somebody is away to sign in elsewhere. */
  browserToken: string | null;
  keepBrowser(token: string): void;
  /** The origin whose page asks, which is ours; null where that is not known. */
  origin: string | null;
}

export interface Idempotency {
  key: string;
  /** Of everything that was sent. */
  hash: Buffer;
  onReplay(): void;
}

export interface Route<E extends Endpoint = Endpoint> {
  endpoint: E;
  run: (received: Received<E>, context: Context) => Promise<Answer<E> | ReadyAnswer<Answer<E>> | Streamed | Dated>;
}

export function route<E extends Endpoint>(endpoint: E, run: Route<E>['run']): Route {
  return { endpoint, run: run };
}
