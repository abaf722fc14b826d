import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeKey, signJwt, toJwk } from './jwt.ts';
import { renderFault, renderSignIn } from './page.ts';

/** The one client it knows. */
export const STAND_IN_CLIENT = 'zhejiang-learning-map';
const CODE_MS = 60_000;
const MOST_BYTES = 10_000;

interface Code {
  subject: string;
  nonce: string;
  challenge: string;
  redirectUri: string;
  at: number;
}
export interface StandIn {
  issuer: string;
  secret: string;
  close(): Promise<void>;
}

/** Stands in for a platform with accounts: a little OIDC provider of this machine, in which everybody may be anybody. */
export async function startStandIn(port = 0): Promise<StandIn> {
  const secret = randomBytes(24).toString('base64url');
  const key = makeKey('stand-in');
  const codes = new Map<string, Code>();
  let issuer = '';
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', issuer);
    switch (`${request.method} ${url.pathname}`) {
      case 'GET /.well-known/openid-configuration':
        return sendJson(response, 200, describe(issuer));
      case 'GET /jwks':
        return sendJson(response, 200, { keys: [toJwk(key)] });
      case 'GET /authorize':
        return askWho(url.searchParams, response);
      case 'POST /authorize':
        return goBack(await readForm(request), response, { issuer, codes });
      case 'POST /token':
        return giveToken(request, response, { issuer, codes, secret, sign: (claims) => signJwt(key, claims) });
      default:
        return sendPage(response, 404, renderFault('这里没有页面。There is nothing here.'));
    }
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    secret,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

const describe = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/jwks`,
  response_types_supported: ['code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
  code_challenge_methods_supported: ['S256'],
  authorization_response_iss_parameter_supported: true,
});

/** Why a request is not answered; null where it is. */
function faultOf(asked: URLSearchParams): string | null {
  const redirect = asked.get('redirect_uri') ?? '';
  if (asked.get('client_id') !== STAND_IN_CLIENT) return 'client_id';
  const isOurs = URL.canParse(redirect) && ['localhost', '127.0.0.1'].includes(new URL(redirect).hostname);
  if (!isOurs || !/^\/sign-on\/[a-z0-9-]+$/.test(new URL(redirect).pathname)) return 'redirect_uri';
  if (asked.get('response_type') !== 'code') return 'response_type';
  return asked.get('code_challenge_method') === 'S256' && asked.get('code_challenge') ? null : 'code_challenge';
}

const KEPT = [
  'client_id',
  'redirect_uri',
  'response_type',
  'state',
  'nonce',
  'code_challenge',
  'code_challenge_method',
];

function askWho(asked: URLSearchParams, response: ServerResponse): void {
  const fault = faultOf(asked);
  if (fault !== null) return sendPage(response, 400, renderFault(`请求不对。The request is not right: ${fault}`));
  sendPage(response, 200, renderSignIn(Object.fromEntries(KEPT.map((name) => [name, asked.get(name) ?? '']))));
}

function goBack(
  form: URLSearchParams,
  response: ServerResponse,
  { issuer, codes }: { issuer: string; codes: Map<string, Code> },
): void {
  const fault = faultOf(form);
  if (fault !== null) return sendPage(response, 400, renderFault(`请求不对。The request is not right: ${fault}`));
  const redirectUri = form.get('redirect_uri')!;
  const back = new URL(redirectUri);
  back.searchParams.set('state', form.get('state') ?? '');
  back.searchParams.set('iss', issuer);
  const subject = form.get('person') ?? '';
  if (form.has('refuse') || subject === '') back.searchParams.set('error', 'access_denied');
  else {
    const code = randomBytes(24).toString('base64url');
    codes.set(code, {
      subject,
      redirectUri,
      nonce: form.get('nonce') ?? '',
      challenge: form.get('code_challenge')!,
      at: Date.now(),
    });
    back.searchParams.set('code', code);
  }
  response.writeHead(303, { Location: back.href, 'Cache-Control': 'no-store' }).end();
}

async function giveToken(
  request: IncomingMessage,
  response: ServerResponse,
  {
    issuer,
    codes,
    secret,
    sign,
  }: { issuer: string; codes: Map<string, Code>; secret: string; sign: (claims: object) => string },
): Promise<void> {
  const form = await readForm(request);
  if (!isEqual(readBasic(request), `${STAND_IN_CLIENT}:${secret}`))
    return sendJson(response, 401, { error: 'invalid_client' });
  const given = form.get('code') ?? '';
  const code = codes.get(given);
  codes.delete(given);
  const challenge = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url');
  const isRight =
    code !== undefined &&
    Date.now() - code.at < CODE_MS &&
    code.redirectUri === form.get('redirect_uri') &&
    code.challenge === challenge;
  if (!isRight) return sendJson(response, 400, { error: 'invalid_grant' });
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: issuer, sub: code.subject, aud: STAND_IN_CLIENT, iat: now, exp: now + 300, nonce: code.nonce };
  sendJson(response, 200, {
    access_token: randomBytes(24).toString('base64url'),
    token_type: 'Bearer',
    expires_in: 60,
    id_token: sign(claims),
  });
}

/** Name and secret are written as in a form (RFC 6749, 2.3.1). */
function readBasic({ headers }: IncomingMessage): string {
  const text = Buffer.from((headers.authorization ?? '').replace(/^Basic /, ''), 'base64').toString();
  return [...new URLSearchParams(text.replace(':', '='))].flat().join(':');
}

const digest = (text: string) => createHash('sha256').update(text).digest();
const isEqual = (a: string, b: string) => timingSafeEqual(digest(a), digest(b));

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8') as AsyncIterable<string>) {
    text += chunk;
    if (text.length > MOST_BYTES) throw new Error('too large');
  }
  return new URLSearchParams(text);
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(body));
}
function sendPage(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  });
  response.end(body);
}
