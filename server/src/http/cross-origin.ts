import type { IncomingMessage, ServerResponse } from 'node:http';

const SHARED = /^\/(?:(?:tiles|basemap)[./]|api\/changes$)/;
const PREFLIGHT_SECONDS = 86_400;

/** Opens an answer to maps of any origin. */
export const sharedHeaders: Readonly<Record<string, string>> = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag, X-Request-Id',
  'Cross-Origin-Resource-Policy': 'cross-origin',
};

/** Opens tiles, their TileJSON and their changes to maps of any origin; answers a preflight, which is then true. */
export function shareTiles(path: string, { method }: IncomingMessage, response: ServerResponse): boolean {
  if (!SHARED.test(path)) return false;
  for (const name in sharedHeaders) response.setHeader(name, sharedHeaders[name]!);
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
