import type * as OpenId from 'openid-client';
import { createOutbound, type Fetch } from '../../outbound/outbound.ts';
import type { Provider } from './providers.ts';

const KNOWN_MS = 3_600_000;
const SKEW_S = 60;
const LONGEST_SUBJECT = 255;

/** What was made for one coming and going; nothing of it is kept but hashes. */
export interface Secrets {
  state: string;
  nonce: string;
  verifier: string;
}
/** We, as one provider sees us. */
export interface RelyingParty {
  /** Where the browser is sent. Throws where the provider is not what it should be. */
  begin(redirectUri: string, secrets: Secrets): Promise<string>;
  /** Whom it vouches for, by what came back with the browser. Throws for everything that is not wholly right. */
  finish(callback: URL, secrets: Secrets): Promise<string>;
}

/** Nothing is loaded and nobody is asked before somebody comes by this provider. */
export function createRelyingParty(provider: Provider, clock: () => number = Date.now): RelyingParty {
  let known: { party: Promise<{ client: typeof OpenId; config: OpenId.Configuration }>; at: number } | null = null;
  const discover = () => {
    if (known && clock() - known.at < KNOWN_MS) return known.party;
    const party = open(provider);
    const mine = { party, at: clock() };
    known = mine;
    party.catch(() => known === mine && (known = null));
    return party;
  };
  return {
    async begin(redirectUri, { state, nonce, verifier }) {
      const { client, config } = await discover();
      const url = client.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: 'openid',
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
      return url.href;
    },
    async finish(callback, { state, nonce, verifier }) {
      const { client, config } = await discover();
      const tokens = await client.authorizationCodeGrant(config, callback, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      return readSubject(tokens.claims()!, provider, clock() / 1000);
    },
  };
}

async function open(provider: Provider): Promise<{ client: typeof OpenId; config: OpenId.Configuration }> {
  const client = await import('openid-client');
  const { issuer, clientId, secret, secretBy, timeoutMs } = provider;
  const isPlain = issuer.startsWith('http:');
  const config = await client.discovery(
    new URL(issuer),
    clientId,
    { [client.clockTolerance]: SKEW_S },
    secretBy === 'basic' ? client.ClientSecretBasic(secret) : client.ClientSecretPost(secret),
    {
      [client.customFetch]: toFetch(provider),
      timeout: Math.ceil(timeoutMs / 1000),
      execute: [
        // Without it a token from the token endpoint is believed without its signature.
        client.enableNonRepudiationChecks,
        ...(isPlain ? [client.allowInsecureRequests] : []),
      ],
    },
  );
  const { authorization_endpoint, token_endpoint, jwks_uri } = config.serverMetadata();
  for (const endpoint of [authorization_endpoint, token_endpoint, jwks_uri]) checkOrigin(endpoint ?? '', provider);
  return { client, config };
}

/** A provider names endpoints of its own, or of those in the settings. */
function checkOrigin(url: string, { issuer, origins }: Provider): void {
  if (!URL.canParse(url) || ![new URL(issuer).origin, ...origins].includes(new URL(url).origin))
    throw new Error('the provider names an address that is not its own');
}

/** All that is asked of a provider goes the one way out. */
function toFetch(provider: Provider): OpenId.CustomFetch {
  const { inside, issuer, timeoutMs } = provider;
  const trusted = inside || provider.standIn ? { trusted: new URL(issuer).origin } : {};
  const ask: Fetch = createOutbound({ ...trusted, totalMs: timeoutMs, mostRedirects: 0, mostBytes: 256_000 });
  return async (url, { method, headers, body, signal }) => {
    checkOrigin(url, provider);
    const answer = await ask(url, {
      method: method as 'GET' | 'POST',
      headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !/^user-agent$/i.test(name))),
      body: body === undefined || body === null ? undefined : String(body as URLSearchParams | string),
      signal,
    });
    // Unpacked already.
    const { 'content-encoding': _, 'content-length': __, ...others } = answer.headers;
    return new Response(new Uint8Array(answer.body), { status: answer.status, headers: others });
  };
}

/** What the library leaves to us. */
function readSubject({ sub, azp, iat }: OpenId.IDToken, { clientId }: Provider, now: number): string {
  if (azp !== undefined && azp !== clientId) throw new Error('the token is of another client');
  if (iat > now + SKEW_S || iat < now - 600 - SKEW_S) throw new Error('the token is not of now');
  if (sub.length > LONGEST_SUBJECT || /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(sub) || sub.trim() === '')
    throw new Error('the subject is no name');
  return sub;
}
