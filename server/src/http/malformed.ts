import { STATUS_CODES, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { newRequestId, Refusal, toProblem } from './problem.ts';
import { securityHeaders } from './security.ts';

const STATUSES: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};
/** To read the answer. */
const LINGER_MS = 1_000;

/** Answers what is no request as any other refusal is answered, and hangs up. */
export function refuseMalformed({ code = '' }: NodeJS.ErrnoException, socket: Duplex): void {
  // Node's own mark of the answer under way: another in the middle of it would be taken for its body.
  const { _httpMessage: current } = socket as Duplex & { _httpMessage?: ServerResponse | null };
  if (!socket.writable || current?.headersSent) return void socket.destroy();
  const requestId = newRequestId();
  // Nothing of it can be read, its language neither.
  const lang = 'zh-CN';
  const problem = toProblem(new Refusal(STATUSES[code] ?? 400), lang, requestId);
  const body = JSON.stringify(problem);
  const headers = {
    ...securityHeaders,
    'X-Request-Id': requestId,
    'Content-Type': 'application/problem+json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Content-Language': lang,
    'Cache-Control': 'no-store',
    Date: new Date().toUTCString(),
    Connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\n${lines.join('')}\r\n${body}`);
  // What is still coming is not read: it would reset the connection before the answer is.
  socket.resume();
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}
