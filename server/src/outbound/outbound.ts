import { isIP } from 'node:net';
import { Agent, request as send, type Dispatcher } from 'undici';
import { ENCODINGS, readBody } from './body.ts';
import { OUTSIDE, parseRedirect, parseTarget, Refused, resolveTarget, type Reason, type Rules } from './rules.ts';

const MOST_REDIRECTS = 3;
const MOST_BYTES = 5_000_000;
const TOTAL_MS = 10_000;
const MOST_HEADER_BYTES = 16_384;
const REDIRECTS = [301, 302, 303, 307, 308];
const TOO_LARGE = ['UND_ERR_RES_EXCEEDED_MAX_SIZE', 'UND_ERR_HEADERS_OVERFLOW'];
/** What may follow to another origin; of all else nobody knows whether it is a secret. */
const HARMLESS = ['accept', 'accept-language'];
/** Said by the connection alone; cookies are nobody's here. */
const NOT_GIVEN = /^(host|cookie2?|connection|content-length|transfer-encoding|expect|upgrade|proxy-.*)$/i;

export interface OutboundRequest {
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** A signature or token among them never reaches another origin. Throws at those that are the connection's own. */
  headers?: Readonly<Record<string, string>>;
  body?: string | Uint8Array | undefined;
  signal?: AbortSignal | undefined;
}
export interface OutboundAnswer {
  status: number;
  /** Of the last answer, names in lower case, without cookies. */
  headers: Readonly<Record<string, string>>;
  body: Buffer;
}
export interface OutboundOptions {
  /** Origin of a server named in the settings, which may stand inside; it is not followed elsewhere. */
  trusted?: string;
  /** Hears why something was not fetched, which who asked never does. */
  tell?: (reason: Reason, host: string) => void;
  totalMs?: number;
  /** Bytes of a body once it is unpacked. */
  mostBytes?: number;
  mostRedirects?: number;
  /** For tests. */
  rules?: Rules;
}
export type Fetch = (url: string, request?: OutboundRequest) => Promise<OutboundAnswer>;

/** Says nothing of what is there: who asks could else look around inside. */
export class Unfetchable extends Error {
  override message = 'the address could not be fetched';
}

/** The one way out: what is fetched for others never reaches a machine inside. Throws Unfetchable. */
export function createOutbound(options: OutboundOptions = {}): Fetch {
  const { trusted, tell, totalMs = TOTAL_MS, rules = OUTSIDE } = options;
  const { mostBytes = MOST_BYTES, mostRedirects = MOST_REDIRECTS } = options;
  const inside = trusted === undefined ? null : new Agent(limitsOf(mostBytes));
  return async (text, request = {}) => {
    checkHeaders(request.headers);
    const late = AbortSignal.timeout(totalMs);
    const signal = request.signal ? AbortSignal.any([late, request.signal]) : late;
    if (inside && URL.canParse(text) && new URL(text).origin === trusted) {
      const { answer } = await ask(new URL(text), { ...request, signal, mostBytes, dispatcher: inside });
      if (REDIRECTS.includes(answer.status)) throw new Error(`the server answered ${answer.status}, a redirect`);
      return answer;
    }
    try {
      return await follow(text, { ...request, signal, mostBytes, mostRedirects }, rules);
    } catch (cause) {
      request.signal?.throwIfAborted();
      tell?.(late.aborted ? 'time' : reasonOf(cause), URL.canParse(text) ? new URL(text).host : '');
      throw new Unfetchable();
    }
  };
}

function reasonOf(cause: unknown): Reason {
  if (cause instanceof Refused) return cause.reason;
  return TOO_LARGE.includes((cause as { code?: string }).code ?? '') ? 'size' : 'network';
}

type Asked = OutboundRequest & { signal: AbortSignal; mostBytes: number };

async function follow(text: string, request: Asked & { mostRedirects: number }, rules: Rules): Promise<OutboundAnswer> {
  let url = parseTarget(text);
  let { headers = {} } = request;
  for (let redirects = 0; ; redirects++) {
    const { answer, location } = await askOutside(url, { ...request, headers }, rules);
    if (location === undefined) return answer;
    if (redirects === request.mostRedirects || !isRead(request)) throw new Refused('redirect');
    const next = parseRedirect(location, url);
    // Once away it stays away: the way back may be somebody else's.
    if (next.origin !== url.origin) headers = pickHarmless(headers);
    url = next;
  }
}

const isRead = ({ method = 'GET' }: OutboundRequest) => method === 'GET' || method === 'HEAD';

/** Connects to the addresses that were checked, and to no later answer of the resolver. */
async function askOutside(url: URL, request: Asked, rules: Rules) {
  const addresses = await orAborted(resolveTarget(url, rules), request.signal);
  const found = addresses.map((address) => ({ address, family: isIP(address) }));
  const agent = new Agent({
    ...limitsOf(request.mostBytes),
    connect: {
      lookup: (_host, { all }, answer) =>
        all ? answer(null, found) : answer(null, found[0]!.address, found[0]!.family),
    },
  });
  try {
    return await ask(url, { ...request, dispatcher: agent });
  } finally {
    // Not awaited: a peer that hangs would be waited for.
    void agent.destroy().catch(() => undefined);
  }
}

const limitsOf = (mostBytes: number): Agent.Options => ({
  maxHeaderSize: MOST_HEADER_BYTES,
  maxResponseSize: Math.max(MOST_BYTES, mostBytes),
});

async function ask(url: URL, request: Asked & { dispatcher: Dispatcher }) {
  const { method = 'GET', headers = {}, body = null, signal, mostBytes, dispatcher } = request;
  const asked = { 'user-agent': 'zhejiang-learning-map', 'accept-encoding': ENCODINGS, ...toLower(headers) };
  const response = await send(url, { method, headers: asked, body, signal, dispatcher });
  const { statusCode: status } = response;
  const known = readHeaders(response.headers);
  const location = REDIRECTS.includes(status) ? known['location'] : undefined;
  if (location !== undefined) {
    response.body.on('error', () => undefined).destroy();
    return { answer: { status, headers: known, body: Buffer.alloc(0) }, location };
  }
  const read = await readBody(response.body, method === 'HEAD' ? undefined : known['content-encoding'], {
    mostBytes,
    signal,
  });
  return { answer: { status, headers: known, body: read }, location };
}

function readHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const entries = Object.entries(headers).filter(([name]) => !name.startsWith('set-cookie'));
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}

const toLower = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

function pickHarmless(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(toLower(headers)).filter(([name]) => HARMLESS.includes(name)));
}

function checkHeaders(headers: Readonly<Record<string, string>> = {}): void {
  const wrong = Object.keys(headers).find((name) => NOT_GIVEN.test(name));
  if (wrong !== undefined) throw new Error(`the header ${wrong} is not the caller's to give`);
}

/** A resolver cannot be told to stop. */
async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  return new Promise<T>((resolve, reject) => {
    const stop = () => reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
