import { createHmac, sign, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { encode, makeKey, toJwk } from '../stand-in/jwt.ts';

export const CLIENT = 'map';
export const SECRET = 'secret of the map';
const now = () => Math.floor(Date.now() / 1000);

export type Claims = Record<string, unknown>;
type Answer = (response: ServerResponse, usual: object, request: IncomingMessage) => void;
/** What one provider does otherwise than it should; all else it does right. */
export interface Lie {
  discovery?: (usual: Claims) => object;
  /** Instead of a document: `discovery`, `token` or `jwks`. */
  answers?: Partial<Record<'discovery' | 'token' | 'jwks', Answer>>;
  claims?: (usual: Claims) => object;
  /** The signed token, made of its claims. */
  token?: (claims: object, keys: Keys) => string;
  /** What comes back with the browser. */
  query?: (usual: URLSearchParams) => string;
}
export interface Keys {
  own: KeyObject;
  ownPublic: KeyObject;
  other: KeyObject;
}

export const sendJson = (response: ServerResponse, body: object, status = 200): void =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

const seal = (header: object, claims: object, mac: (text: string) => Buffer) => {
  const text = `${encode(header)}.${encode(claims)}`;
  return `${text}.${mac(text).toString('base64url')}`;
};
export const signRs = (key: KeyObject, claims: object, header: object = {}) =>
  seal({ alg: 'RS256', kid: 'own', ...header }, claims, (text) => sign('sha256', Buffer.from(text), key));
export const signHs = (secret: string, claims: object) =>
  seal({ alg: 'HS256', kid: 'own' }, claims, (text) => createHmac('sha256', secret).update(text).digest());
export const signNone = (claims: object) => seal({ alg: 'none' }, claims, () => Buffer.alloc(0));

/** Many providers on one port, each below its name, that lie each in its way. */
export class Providers {
  readonly #own = makeKey('own');
  readonly #keys: Keys = {
    own: this.#own.privateKey,
    ownPublic: this.#own.publicKey,
    other: makeKey('other').privateKey,
  };
  readonly #lies: ReadonlyMap<string, Lie>;
  readonly #server = createServer((request, response) => this.#answer(request, response));
  origin = '';
  /** Of the person who is away there now. */
  nonce = '';
  subject = 'somebody';

  constructor(lies: ReadonlyMap<string, Lie>) {
    this.#lies = lies;
  }

  async open(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    this.origin = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }
  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }
  issuer(name: string): string {
    return `${this.origin}/${name}`;
  }
  /** What the browser brings back from where it was sent. */
  comeBack(name: string, url: string): string {
    const asked = new URL(url).searchParams;
    this.nonce = asked.get('nonce')!;
    const usual = new URLSearchParams({ code: 'code', state: asked.get('state')!, iss: this.issuer(name) });
    return this.#lies.get(name)?.query?.(usual) ?? usual.toString();
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const [, name = '', ...rest] = new URL(request.url!, this.origin).pathname.split('/');
    const lie = this.#lies.get(name) ?? {};
    const send = (what: 'discovery' | 'token' | 'jwks', usual: object) =>
      lie.answers?.[what] ? lie.answers[what](response, usual, request) : sendJson(response, usual);
    const path = rest.join('/');
    if (path === '.well-known/openid-configuration') {
      const usual = this.#describe(name);
      return send('discovery', lie.discovery?.(usual) ?? usual);
    }
    if (path === 'jwks') return send('jwks', { keys: [toJwk(this.#own)] });
    if (path !== 'token') return void response.writeHead(404).end();
    request.resume();
    const claims = {
      ...{ iss: this.issuer(name), aud: CLIENT, sub: this.subject, nonce: this.nonce },
      ...{ iat: now(), exp: now() + 300 },
    };
    const told = lie.claims?.(claims) ?? claims;
    const id_token = lie.token?.(told, this.#keys) ?? signRs(this.#keys.own, told);
    send('token', { access_token: 'access', token_type: 'Bearer', id_token });
  }

  #describe(name: string): Claims {
    const issuer = this.issuer(name);
    return {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      authorization_response_iss_parameter_supported: true,
    };
  }
}
