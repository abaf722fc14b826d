import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isPublicAddress } from './public-address.ts';

/** Why something was not fetched; for the log and for tests, never for who asked. */
export type Reason = 'url' | 'port' | 'address' | 'redirect' | 'size' | 'encoding' | 'time' | 'network';

/** What counts as outside; tests replace it to stay on this machine. */
export interface Rules {
  lookup(host: string): Promise<readonly string[]>;
  isPublic(address: string): boolean;
  isPort(port: number): boolean;
}

const PORTS = [80, 443];
const LONGEST_URL = 2_048;

export const OUTSIDE: Rules = {
  lookup: async (host) => (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address),
  isPublic: isPublicAddress,
  isPort: (port) => PORTS.includes(port),
};

/** Caught in this room alone: outside it all reasons look alike. */
export class Refused extends Error {
  readonly reason: Reason;
  constructor(reason: Reason) {
    super(reason);
    this.reason = reason;
  }
}

/** The parser of URLs has already turned octal, short, wide and other spellings into one. Throws Refused. */
export function parseTarget(text: string, base?: URL): URL {
  if (text.length > LONGEST_URL || !URL.canParse(text, base?.href)) throw new Refused('url');
  const url = new URL(text, base);
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  if (!isWeb || url.username !== '' || url.password !== '') throw new Refused('url');
  url.hash = '';
  return url;
}

/** The addresses that may be connected to; one that is not public refuses them all. Throws Refused. */
export async function resolveTarget(url: URL, rules: Rules): Promise<readonly string[]> {
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
  if (!rules.isPort(port)) throw new Refused('port');
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const addresses = isIP(host) ? [host] : await rules.lookup(host).catch(() => []);
  if (addresses.length === 0 || !addresses.every((address) => rules.isPublic(address))) throw new Refused('address');
  return addresses;
}

/** Where a redirect leads. Throws Refused, also where it would give up encryption. */
export function parseRedirect(location: string, from: URL): URL {
  const next = parseTarget(location, from);
  if (from.protocol === 'https:' && next.protocol === 'http:') throw new Refused('redirect');
  return next;
}
