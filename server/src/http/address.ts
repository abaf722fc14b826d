import type { IncomingMessage } from 'node:http';
import { isIP, SocketAddress } from 'node:net';
import { Recent } from './recent.ts';

const ADDRESSES_REMEMBERED = 5_000;
const LONGEST_ADDRESS = 64;
const spelled = new Recent<{ address: string | null }>(ADDRESSES_REMEMBERED);

/** Who asks: the peer, or what the outermost of so many trusted proxies saw; what a visitor claims is left of that. */
export function addressOf({ headers, socket }: IncomingMessage, trustedProxies: number): string {
  const given = trustedProxies > 0 ? headers['x-forwarded-for'] : undefined;
  const seen = given && (Array.isArray(given) ? given.join(',') : given).split(',').at(-trustedProxies);
  const peer = socket.remoteAddress ?? '';
  return (seen && toAddress(seen.trim())) || (toAddress(peer) ?? peer);
}

/** One spelling for each address, without a port; null for what is none. */
export function toAddress(text: string): string | null {
  if (text.length > LONGEST_ADDRESS) return null;
  let found = spelled.get(text);
  if (!found) spelled.set(text, (found = { address: normalise(text) }));
  return found.address;
}

function normalise(text: string): string | null {
  const [, inBrackets, withPort] = /^"?(?:\[([^\]]*)\](?::\d+)?|([\d.]+):\d+)"?$/.exec(text) ?? [];
  const bare = (inBrackets ?? withPort ?? text).split('%', 1)[0]!;
  // Zeros in front mean nothing here: nobody writes octal for a proxy.
  const plain = bare.replace(/(^|[.:])0+(?=\d)(?=[\d.]*$)/g, '$1');
  const version = isIP(plain);
  if (version === 0) return null;
  if (version === 4) return plain;
  const { address } = new SocketAddress({ address: plain, family: 'ipv6' });
  const mapped = address.startsWith('::ffff:') ? address.slice('::ffff:'.length) : '';
  return isIP(mapped) === 4 ? mapped : address;
}

/** IPv6 by /64: who has one has them all. */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const after = tail ? tail.split(':') : [];
  if (tail !== undefined) while (groups.length + after.length < 8) groups.push('0');
  return [...groups, ...after].slice(0, 4).join(':');
}
