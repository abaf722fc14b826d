import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { endpoints } from '../contract.ts';
import type { Answer, Endpoint } from '../contract/endpoint.ts';
import { Problem } from '../contract/errors.ts';
import type { TestServer } from './running.ts';

export class Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
  constructor({ status, headers }: Response, text: string) {
    this.status = status;
    this.headers = headers;
    this.body = text === '' ? null : JSON.parse(text);
  }
  /** What the endpoint answers when all is well. */
  read<E extends Endpoint>({ response }: E): Answer<E> {
    expect(this.status, JSON.stringify(this.body)).toBe(200);
    return response.parse(this.body) as Answer<E>;
  }
  get problem(): Problem {
    return Problem.parse(this.body);
  }
}
interface Sending {
  body?: unknown;
  key?: string;
  headers?: Record<string, string>;
}

/** A browser as far as the API sees it: it keeps its cookies and says where its requests come from. */
export class Visitor {
  readonly #server: Pick<TestServer, 'url'>;
  /** Of the session. */
  cookie: string | null = null;
  /** By which its accounts know it again; stays after signing out. */
  device: string | null = null;
  /** While it is away to sign in elsewhere. */
  browser: string | null = null;
  /** Where it is, for a server behind a proxy. */
  readonly address: string | undefined;

  constructor(server: Pick<TestServer, 'url'>, { address }: { address?: string } = {}) {
    this.#server = server;
    this.address = address;
  }

  async send(method: string, path: string, { body, key, headers = {} }: Sending = {}): Promise<Answered> {
    const writes = method !== 'GET';
    const cookies = [this.cookie, this.device, this.browser].filter((one) => one !== null);
    const response = await fetch(this.#server.url + path, {
      method,
      headers: {
        ...(writes && { origin: this.#server.url, 'idempotency-key': key ?? randomUUID() }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(cookies.length > 0 && { cookie: cookies.join('; ') }),
        ...(this.address && { 'x-forwarded-for': this.address }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';', 1);
      if (pair.startsWith('__Host-device=')) this.device = pair;
      else if (pair.startsWith('__Host-sign-on=')) this.browser = pair;
      else this.cookie = /Max-Age=0/.test(line) ? null : pair;
    }
    return new Answered(response, await response.text());
  }
  get(path: string, sending?: Sending) {
    return this.send('GET', path, sending);
  }
  post(path: string, body: unknown, sending?: Sending) {
    return this.send('POST', path, { ...sending, body });
  }

  /** Signs in, or registers, with the code that the stand-in for SMS shows. */
  async signIn(phone: string): Promise<Answered> {
    const contact = { kind: 'phone', value: phone };
    const { challenge } = (await this.post('/api/me/codes', { contact })).read(endpoints.sendSignInCode);
    return this.post('/api/me/session', { contact, challenge, code: await this.readCode(phone) });
  }

  /** The last code that was shown for the number. */
  async readCode(phone: string): Promise<string> {
    const page = await (await fetch(`${this.#server.url}/stand-in/messages`)).text();
    const shown = `${phone.slice(0, 3)}\\*{4}${phone.slice(-4)}：(\\d{6})`;
    return new RegExp(shown).exec(page)![1]!;
  }
}
