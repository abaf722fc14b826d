import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { addressOf } from './address.ts';
import { newRequestId, Refusal, sendProblem, toProblem } from './problem.ts';
import { readLang } from './query.ts';
import { securityHeaders } from './security.ts';

export interface Deadlines {
  /** To begin an answer, in ms. */
  answerMs: number;
  /** To take it wholly in: a phone far out needs a while for the app. */
  takeMs: number;
}

/** One request and its answer. */
export class Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** As it came: express cuts that of the request. */
  readonly url: string;
  /** The peer, or what the trusted proxies saw. */
  readonly address: string;
  readonly requestId = newRequestId();
  readonly started = performance.now();
  readonly #logger: Logger;
  #deadline: NodeJS.Timeout | undefined;

  constructor(
    request: IncomingMessage,
    response: ServerResponse,
    { logger, trustedProxies }: { logger: Logger; trustedProxies: number },
  ) {
    this.request = request;
    this.address = addressOf(request, trustedProxies);
    this.url = request.url ?? '/';
    this.response = response;
    this.#logger = logger;
    if (logger.isLevelEnabled('debug')) this.#logEnd();
  }

  get path(): string {
    return this.url.split('?', 1)[0]!;
  }

  setHeaders(headers = securityHeaders): void {
    this.response.setHeader('X-Request-Id', this.requestId);
    for (const name in headers) this.response.setHeader(name, headers[name]!);
  }

  /** For answers that may take time; what is sent at once needs `limitTaking` only. */
  limitTime({ answerMs, takeMs }: Deadlines): void {
    const { response } = this;
    const slow = setTimeout(() => response.headersSent || this.refuse(new Refusal(503)), answerMs);
    this.#deadline = setTimeout(() => response.destroy(), takeMs);
    response.once('close', () => {
      clearTimeout(slow);
      clearTimeout(this.#deadline);
    });
  }

  /** What has no length is given the time again for each part. */
  goesOn(): void {
    if (!this.response.destroyed) this.#deadline?.refresh();
  }

  /** Most tiles are with the kernel as soon as they are sent; the rest has a deadline. */
  limitTaking(deadlines: Deadlines): void {
    if (this.response.socket?.writableLength !== 0) this.limitTime(deadlines);
  }

  refuse(cause: unknown): void {
    const lang = readLang(this.url, this.request.headers['accept-language']);
    const problem = toProblem(cause, lang, this.requestId);
    if (problem.status >= 500 && problem.status !== 503) this.log(cause);
    sendProblem(this.response, problem, lang, cause instanceof Refusal ? cause.headers : {});
  }

  log(cause: unknown): void {
    this.#logger.error({ requestId: this.requestId, path: this.path, err: cause }, 'request failed');
  }

  #logEnd(): void {
    this.response.once('close', () => {
      // The path only: a query may hold where somebody is.
      this.#logger.debug({
        requestId: this.requestId,
        method: this.request.method,
        path: this.path,
        status: this.response.statusCode,
        ms: Math.round(performance.now() - this.started),
      });
    });
  }
}
