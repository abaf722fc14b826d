import type { Lang } from '../contract/lists.ts';
import type { Answer, Endpoint, Received } from '../contract/endpoint.ts';

/** What a route knows of its request besides the checked input; the only place a clock is read. */
export interface Context {
  now: Date;
  lang: Lang;
  requestId: string;
  /** Who asks; for limits only, never kept. */
  address: string;
}

export interface Route<E extends Endpoint = Endpoint> {
  endpoint: E;
  run: (received: Received<E>, context: Context) => Promise<Answer<E>>;
}

export function route<E extends Endpoint>(endpoint: E, run: Route<E>['run']): Route {
  return { endpoint, run: run };
}
