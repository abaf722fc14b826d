import type { IncomingMessage, ServerResponse } from 'node:http';
import { sharedHeaders } from './cross-origin.ts';
import { matchesEtag } from './encoding.ts';
import type { Form } from './ready-tile.ts';
import { securityHeaders } from './security.ts';

export interface TileRequest {
  request: IncomingMessage;
  response: ServerResponse;
  requestId: string;
}

// Names and values in turn, as node takes them fastest. writeHead reads a head at once, so each serves all requests.
const always = Object.entries({ ...securityHeaders, ...sharedHeaders, 'Cache-Control': 'no-cache' }).flat();
const known = ['X-Request-Id', '', 'ETag', '', 'Vary', 'Accept-Encoding', ...always];
const [ID, ETAG, LENGTH] = [1, 3, known.length + 1];
const plain = [...known, 'Content-Length', '', 'Content-Type', 'application/vnd.mapbox-vector-tile'];
const packed = {
  br: [...plain, 'Content-Encoding', 'br'],
  gzip: [...plain, 'Content-Encoding', 'gzip'],
};
const nothing = ['X-Request-Id', '', ...always];

/** 204: no tile here. */
export function sendNothing({ response, requestId }: TileRequest): void {
  if (response.headersSent) return;
  nothing[ID] = requestId;
  response.writeHead(204, nothing).end();
}

/** 200, or 304 where the client has these bytes in any form. */
export function sendForm(form: Form, etag: string, { request, response, requestId }: TileRequest): void {
  if (response.headersSent) return;
  if (matchesEtag(request.headers['if-none-match'], etag)) {
    known[ID] = requestId;
    known[ETAG] = form.etag;
    response.writeHead(304, known).end();
    return;
  }
  const head = form.coding ? packed[form.coding] : plain;
  head[ID] = requestId;
  head[ETAG] = form.etag;
  head[LENGTH] = form.length;
  response.writeHead(200, head).end(request.method === 'HEAD' ? undefined : form.body);
}
