import type { Answer, Call, Endpoints } from '@zlm/server/contract';
import { withKept } from './kept.ts';
import { ApiProblem, toProblem } from './problem.ts';

type AnyEndpoint = Endpoints[keyof Endpoints];
type Words = Record<string, string | undefined>;

/** The parts of a call the endpoint defines; the others are left out. */
type Parts<E extends AnyEndpoint> = {
  [P in keyof Call<E> as Call<E>[P] extends undefined ? never : P]: Call<E>[P];
};

/** Calls an endpoint of the contract; `key` makes a write that is sent again one write. Rejects with ApiProblem, or AbortError when the signal fires. */
export async function call<E extends AnyEndpoint>(
  method: E['method'],
  path: E['path'],
  parts: Parts<E> & { key?: string },
  signal?: AbortSignal,
): Promise<Answer<E>> {
  const { params, query, body, key } = parts as { params?: Words; query?: Words; body?: unknown; key?: string };
  let response: Response;
  try {
    response = await fetch(toUrl(path, params, query), {
      method,
      headers: {
        accept: 'application/json',
        'accept-language': document.documentElement.lang,
        // A write without it is taken for a form of another site.
        ...(method === 'GET' ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiProblem({ status: 0, title: '' });
  }
  if (!response.ok) throw await toProblem(response);
  try {
    return withKept((await response.json()) as Answer<E>, response);
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiProblem({ status: 0, title: '' });
  }
}

/** Fills `{name}` and appends the words that are set, in a stable order. */
export function toUrl(path: string, params: Words = {}, query: Words = {}): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const words = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  if (words.length === 0) return filled;
  return `${filled}?${new URLSearchParams(words.sort(([a], [b]) => (a < b ? -1 : 1))).toString()}`;
}
