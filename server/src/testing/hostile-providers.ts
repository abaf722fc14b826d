import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { CLIENT, SECRET, sendJson, signHs, signNone, signRs, type Claims, type Lie } from './identity-provider.ts';

const now = () => Math.floor(Date.now() / 1000);
const MEGABYTES = 8 * 1024 * 1024;
const claim =
  (change: Claims): Lie['claims'] =>
  (usual) => ({ ...usual, ...change });
const without =
  (name: string): Lie['claims'] =>
  ({ [name]: _, ...usual }) =>
    usual;
const redirect = (to: string) => (response: ServerResponse) => void response.writeHead(302, { location: to }).end();
const giant = (response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(`{"x":"${'x'.repeat(MEGABYTES)}"}`);
};
const bomb = (response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
  response.end(gzipSync(`{"x":"${'x'.repeat(2 * MEGABYTES)}"}`));
};
const never = () => undefined;
/** A byte now and then, for as long as somebody listens. */
const drip = (response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 50);
  response.on('close', () => clearInterval(timer));
};

/** `canary`: a server inside that nobody may be sent to. */
export const listLies = (canary: string): ReadonlyMap<string, Lie> =>
  new Map<string, Lie>([
    ['issuer-of-another', { discovery: (usual) => ({ ...usual, issuer: 'https://id.example.org' }) }],
    ['token-of-another-issuer', { claims: claim({ iss: 'https://id.example.org' }) }],
    ['mixed-up', { query: (usual) => (usual.set('iss', 'https://id.example.org'), usual.toString()) }],
    ['does-not-say-who-it-is', { query: (usual) => (usual.delete('iss'), usual.toString()) }],
    ['token-of-another-client', { claims: claim({ aud: 'another' }) }],
    ['for-many', { claims: claim({ aud: [CLIENT, 'another'] }) }],
    ['for-many-by-another', { claims: claim({ aud: [CLIENT, 'another'], azp: 'another' }) }],
    ['asked-by-another', { claims: claim({ azp: 'another' }) }],
    ['unsigned', { token: signNone }],
    [
      'unsigned-as-announced',
      { token: signNone, discovery: (usual) => ({ ...usual, id_token_signing_alg_values_supported: ['none'] }) },
    ],
    ['signed-by-the-public-key', { token: (claims, { ownPublic }) => signHs(toPem(ownPublic), claims) }],
    [
      'signed-by-our-secret',
      {
        token: (claims) => signHs(SECRET, claims),
        discovery: (usual) => ({ ...usual, id_token_signing_alg_values_supported: ['HS256'] }),
      },
    ],
    ['signed-by-another-key', { token: (claims, { other }) => signRs(other, claims) }],
    ['brings-its-own-key', { token: (claims, { other }) => signRs(other, claims, { jku: canary, kid: 'other' }) }],
    [
      'swapped',
      {
        token: (claims, { own }) => {
          const [header, , mac] = signRs(own, { ...claims, sub: 'another' }).split('.');
          return [header, signRs(own, claims).split('.')[1], mac].join('.');
        },
      },
    ],
    ['expired', { claims: claim({ iat: now() - 1000, exp: now() - 500 }) }],
    ['of-tomorrow', { claims: claim({ iat: now() + 86_400, exp: now() + 90_000 }) }],
    ['of-yesterday', { claims: claim({ iat: now() - 86_400 }) }],
    ['nonce-of-another', { claims: claim({ nonce: 'another' }) }],
    ['no-nonce', { claims: without('nonce') }],
    ['no-audience', { claims: without('aud') }],
    ['nobody', { claims: claim({ sub: '' }) }],
    ['no-subject', { claims: without('sub') }],
    ['long-subject', { claims: claim({ sub: 'x'.repeat(10_000) }) }],
    ['subject-of-controls', { claims: claim({ sub: 'a\u0000b' }) }],
    ['subject-of-lines', { claims: claim({ sub: 'a\nb' }) }],
    ['subject-of-spaces', { claims: claim({ sub: '  ' }) }],
    ['subject-of-numbers', { claims: claim({ sub: 7 }) }],
    ['subject-of-many', { claims: claim({ sub: ['somebody'] }) }],
    ['no-token', { answers: { token: (response) => sendJson(response, { access_token: 'x', token_type: 'Bearer' }) } }],
    ['token-is-no-token', { token: () => 'a.b.c' }],
    ['keys-inside', { discovery: (usual) => ({ ...usual, jwks_uri: `${canary}/jwks` }) }],
    ['keys-of-the-cloud', { discovery: (usual) => ({ ...usual, jwks_uri: 'http://169.254.169.254/jwks' }) }],
    ['token-inside', { discovery: (usual) => ({ ...usual, token_endpoint: `${canary}/token` }) }],
    ['token-elsewhere', { discovery: (usual) => ({ ...usual, token_endpoint: 'https://id.example.org/token' }) }],
    [
      'sends-people-elsewhere',
      { discovery: (usual) => ({ ...usual, authorization_endpoint: 'https://id.example.org/' }) },
    ],
    [
      'sends-people-to-a-script',
      { discovery: (usual) => ({ ...usual, authorization_endpoint: 'javascript:alert(1)' }) },
    ],
    ['no-endpoints', { discovery: ({ issuer }) => ({ issuer }) }],
    ['describes-itself-inside', { answers: { discovery: redirect(canary) } }],
    ['keys-moved-inside', { answers: { jwks: redirect(canary) } }],
    ['token-moved-inside', { answers: { token: redirect(canary) } }],
    ['giant-description', { answers: { discovery: giant } }],
    ['giant-token', { answers: { token: giant } }],
    ['giant-keys', { answers: { jwks: giant } }],
    ['bomb', { answers: { discovery: bomb } }],
    ['bomb-of-token', { answers: { token: bomb } }],
    ['never-describes', { answers: { discovery: never } }],
    ['never-answers', { answers: { token: never } }],
    ['drips', { answers: { token: drip } }],
    ['hangs-up', { answers: { token: (response) => response.destroy() } }],
    ['falls-over', { answers: { token: (response) => response.writeHead(500).end('<h1>SELECT * FROM</h1>') } }],
    ['says-nothing', { answers: { token: (response) => response.writeHead(204).end() } }],
    ['no-keys', { answers: { jwks: (response) => sendJson(response, { keys: [] }) } }],
    [
      'refuses',
      {
        query: (usual) =>
          `error=access_denied&error_description=%3Cscript%3E&state=${usual.get('state')}&iss=${usual.get('iss')}`,
      },
    ],
    ['two-codes', { query: (usual) => `${usual.toString()}&code=another` }],
    ['no-code', { query: (usual) => (usual.delete('code'), usual.toString()) }],
    ['two-states', { query: (usual) => `${usual.toString()}&state=another` }],
    ['no-state', { query: (usual) => (usual.delete('state'), usual.toString()) }],
    ['state-of-its-own', { query: (usual) => (usual.set('state', 'x'.repeat(43)), usual.toString()) }],
  ]);

const toPem = (key: { export(options: { type: 'spki'; format: 'pem' }): string | Buffer }) =>
  String(key.export({ type: 'spki', format: 'pem' }));
