import { Meilisearch, MeilisearchApiError, MeilisearchRequestError, type MeilisearchErrorResponse } from 'meilisearch';
import { createOutbound, type OutboundRequest } from '../../outbound/outbound.ts';

export interface ServerAddress {
  url: string;
  key: string | undefined;
  /** Uid of the index. */
  index: string;
}

export function createClient({ url, key }: Pick<ServerAddress, 'url' | 'key'>, timeoutMs: number): Meilisearch {
  const apiKey = key === undefined ? {} : { apiKey: key };
  // A redirect would take the key elsewhere; it is refused.
  const fetchInside = createOutbound({ trusted: new URL(url).origin });
  return new Meilisearch({
    host: url,
    ...apiKey,
    timeout: timeoutMs,
    async httpClient(address, init) {
      const { status, body } = await fetchInside((address as URL).href, {
        method: (init?.method ?? 'GET') as NonNullable<OutboundRequest['method']>,
        headers: Object.fromEntries(new Headers(init?.headers)),
        body: init?.body as string | undefined,
        signal: init?.signal ?? undefined,
      });
      const answer = (body.length > 0 ? JSON.parse(body.toString()) : undefined) as unknown;
      if (status >= 200 && status < 300) return answer;
      throw new MeilisearchApiError(new Response(null, { status }), answer as MeilisearchErrorResponse | undefined);
    },
  });
}

/** What the server itself said, which the client wraps as if it could not be reached. */
export function answerIn(cause: unknown): MeilisearchApiError | null {
  const found = cause instanceof MeilisearchRequestError ? cause.cause : cause;
  return found instanceof MeilisearchApiError ? found : null;
}
