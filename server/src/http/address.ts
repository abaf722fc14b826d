import type { IncomingMessage } from 'node:http';

/** Who asks: the peer, or what the outermost of so many trusted proxies saw; what a visitor claims is left of that. */
export function addressOf({ headers, socket }: IncomingMessage, trustedProxies: number): string {
  const peer = socket.remoteAddress ?? '';
  if (trustedProxies === 0) return peer;
  const given = headers['x-forwarded-for'];
  const seen = (Array.isArray(given) ? given.join(',') : (given ?? '')).split(',').map((part) => part.trim());
  return seen.at(-trustedProxies) || peer;
}
