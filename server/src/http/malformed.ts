import { STATUS_CODES, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { LANGS, type Lang } from '../contract/lists.ts';
import { titles } from './messages.ts';
import { newRequestId, Refusal, toProblem } from './problem.ts';
import { readLang } from './query.ts';
import { securityHeaders } from './security.ts';

const STATUSES: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};
/** To read the answer. */
const LINGER_MS = 1_000;
const ACCEPTED = /^accept-language:[ \t]*([^\r\n]*)/im;

/** With what node had just received. */
interface ParseError extends NodeJS.ErrnoException {
  rawPacket?: Buffer;
}

/** Answers what is no request as any other refusal is answered, and hangs up. */
export function refuseMalformed({ code = '', rawPacket }: ParseError, socket: Duplex): void {
  // Node's own mark of the answer under way: another in the middle of it would be taken for its body.
  const { _httpMessage: current } = socket as Duplex & { _httpMessage?: ServerResponse | null };
  if (!socket.writable || current?.headersSent) return void socket.destroy();
  const requestId = newRequestId();
  const status = STATUSES[code] ?? 400;
  const langs = listLangs(rawPacket?.toString('latin1') ?? '', current?.req.headers['accept-language']);
  const problem = toProblem(new Refusal(status), langs[0]!, requestId);
  problem.title = langs.map((lang) => titles[status]![lang]).join(' / ');
  const body = JSON.stringify(problem);
  const headers = {
    ...securityHeaders,
    'X-Request-Id': requestId,
    'Content-Type': 'application/problem+json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Content-Language': langs.join(', '),
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

/** All where nobody said which. */
function listLangs(raw: string, ofHead: string | undefined): readonly Lang[] {
  const accepted = ofHead ?? ACCEPTED.exec(raw)?.[1];
  return accepted === undefined ? LANGS : [readLang('', accepted)];
}
