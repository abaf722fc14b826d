import { request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { inject } from 'vitest';

/** Hands a request on to the running server, and its answer back. */
export function forward(request: IncomingMessage, response: ServerResponse): void {
  const { url, method, headers } = request;
  const onward = ask(inject('origin') + url!, { method: method!, headers }, (answered) => {
    response.writeHead(answered.statusCode!, answered.headers);
    answered.pipe(response);
  });
  onward.on('error', () => response.destroy());
  response.on('close', () => onward.destroy());
  request.pipe(onward);
}
