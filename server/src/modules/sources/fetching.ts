import { createOutbound, Unfetchable } from '../../outbound/outbound.ts';

const PAGE_BYTES = 5_000_000;
const FILE_BYTES = 50_000_000;
const PATIENCE_MS = 60_000;
/** What a server answers to a cursor that it does not know any more. */
const FORGOTTEN = [400, 404, 410];

/** The server was not reached, or did not answer with what was asked for. */
export class NotReached extends Error {
  /** It does not know this address. */
  readonly isForgotten: boolean;
  constructor(status: number) {
    super(`the source answered ${status}`);
    this.isForgotten = FORGOTTEN.includes(status);
  }
}

/** Bytes of a page or file of a source, by the one way out. Throws NotReached. */
export function createFetching(
  { format, url }: { format: string; url: string },
  origins: readonly string[],
): (url: string, signal: AbortSignal) => Promise<Uint8Array> {
  const { origin } = new URL(url);
  const fetchOut = createOutbound({
    ...(origins.includes(origin) && { trusted: origin }),
    totalMs: PATIENCE_MS,
    mostBytes: format === 'rpde' ? PAGE_BYTES : FILE_BYTES,
  });
  return async (address, signal) => {
    const answer = await fetchOut(address, { signal }).catch((cause: unknown) => {
      signal.throwIfAborted();
      throw cause instanceof Unfetchable || cause instanceof Error ? new NotReached(0) : cause;
    });
    if (answer.status !== 200) throw new NotReached(answer.status);
    return answer.body;
  };
}
