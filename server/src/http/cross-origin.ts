import type { IncomingMessage, ServerResponse } from 'node:http';

const SHARED = /^\/(?:(?:tiles|basemap)[./]|api\/changes$)/;
const PREFLIGHT_SECONDS = 86_400;

/** Opens tiles, their TileJSON and their changes to maps of any origin; answers a preflight, which is then true. */
export function shareTiles(path: string, { method }: IncomingMessage, response: ServerResponse): boolean {
  if (!SHARED.test(path)) return false;
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('Access-Control-Expose-Headers', 'ETag, X-Request-Id');
  response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
  if (method !== 'OPTIONS') return false;
  response.writeHead(204, {
    'Access-Control-Allow-Methods': 'GET, HEAD',
    'Access-Control-Allow-Headers': '*',
    'Access-Control-Max-Age': PREFLIGHT_SECONDS,
    Allow: 'GET, HEAD, OPTIONS',
  });
  response.end();
  return true;
}
