import type { IncomingHttpHeaders } from 'node:http';
import { Forbidden } from '../errors.ts';
import { readSessionCookie } from './cookies.ts';

/**
 * Throws Forbidden for a write that a page of another site sends: browsers say where a request comes from, other clients
 * say nothing and have no cookie. `own` is the origin the world knows; without it that of the address asked for.
 */
export function checkOrigin({ origin, host, cookie, ...headers }: IncomingHttpHeaders, own: string | null): void {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new Forbidden('cross_origin');
  if (origin !== undefined && !isOwn(origin, host, own)) throw new Forbidden('cross_origin');
  const isBrowser = origin !== undefined || site !== undefined;
  if (!isBrowser && readSessionCookie(cookie) !== null) throw new Forbidden('cross_origin');
}

function isOwn(origin: string, host: string | undefined, own: string | null): boolean {
  if (own !== null) return origin === own;
  return URL.canParse(origin) && new URL(origin).host === host;
}
