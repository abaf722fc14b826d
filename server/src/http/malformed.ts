import { STATUS_CODES, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { LANGS, type Lang } from '../contract/lists.ts';
import { titles, unreadable } from './messages.ts';
import { newRequestId, Refusal, toProblem } from './problem.ts';
import { readLang } from './query.ts';
import { encodeTarget, LONGEST_URL } from './raw-target.ts';
import { securityHeaders } from './security.ts';

const STATUSES: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};
/** To read the answer. */
const LINGER_MS = 1_000;
const ACCEPTED = /^accept-language:[ \t]*([^\r\n]*)/im;

const ASKS_FOR_PAGE = /^accept:[^\r\n]*\btext\/html\b/im;
const REQUEST_LINE = /^[A-Z]+ .+ HTTP\/1\.[01]$/s;
const NO_PAGE = /^\S+ \/(?:api|tiles|basemap)\b/;

/** With what node had just received, and how far it read. */
interface ParseError extends NodeJS.ErrnoException {
  rawPacket?: Buffer;
  bytesParsed?: number;
}

/** Answers what is no request as any other refusal is answered, and hangs up; an address that is not encoded leads to the one that is. */
export function refuseMalformed({ code = '', rawPacket, bytesParsed = 0 }: ParseError, socket: Duplex): void {
  // Node's own mark of the answer under way: another in the middle of it would be taken for its body.
  const { _httpMessage: current } = socket as Duplex & { _httpMessage?: ServerResponse | null };
  if (!socket.writable || current?.headersSent) return void socket.destroy();
  const requestId = newRequestId();
  const asked = code === 'HPE_INVALID_URL' ? lineAt(rawPacket, bytesParsed) : undefined;
  const location = asked ? encodeTarget(asked) : null;
  const status = location === null ? (STATUSES[code] ?? 400) : location.length > LONGEST_URL ? 414 : 307;
  const raw = rawPacket?.toString('latin1') ?? '';
  const langs = listLangs(raw, current?.req.headers['accept-language']);
  const wording = asked && status !== 414 ? unreadable : titles[status]!;
  const title = langs.map((lang) => wording[lang]).join(' / ');
  const isPage = asked && ASKS_FOR_PAGE.test(raw) && !NO_PAGE.test(asked.toString('latin1'));
  const problem = { ...toProblem(new Refusal(status), langs[0]!, requestId), title };
  const body = status === 307 ? '' : isPage ? toPage(langs[0]!, title) : JSON.stringify(problem);
  const headers = {
    ...securityHeaders,
    'X-Request-Id': requestId,
    ...(status === 307 && { Location: location! }),
    'Content-Type': isPage ? 'text/html; charset=utf-8' : 'application/problem+json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Content-Language': langs.join(', '),
    'Cache-Control': 'no-store',
    Date: new Date().toUTCString(),
    Connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`);
  // What is still coming is not read: it would reset the connection before the answer is.
  socket.resume();
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}

/** The line node stumbled in, when it came whole: other requests may have come before it. */
function lineAt(packet: Buffer | undefined, at: number): Buffer | undefined {
  const from = packet ? packet.lastIndexOf(10, Math.max(0, at - 1)) + 1 : 0;
  const to = packet?.indexOf('\r\n', from) ?? -1;
  const line = to < 0 ? undefined : packet!.subarray(from, to);
  return line && REQUEST_LINE.test(line.toString('latin1')) ? line : undefined;
}

/** Of fixed texts alone: nothing a visitor sent stands in it. */
function toPage(lang: Lang, title: string): string {
  return `<!doctype html>
<html lang="${lang}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${title}</title>
    <link rel="stylesheet" href="/find.css" />
  </head>
  <body>
    <main>
      <h1>${title}</h1>
      <p><a href="${lang === 'en' ? '/en' : '/'}">${lang === 'en' ? 'Zhejiang Learning Map' : '浙学地图'}</a></p>
    </main>
  </body>
</html>
`;
}

/** All where nobody said which. */
function listLangs(raw: string, ofHead: string | undefined): readonly Lang[] {
  const accepted = ofHead ?? ACCEPTED.exec(raw)?.[1];
  return accepted === undefined ? LANGS : [readLang('', accepted)];
}
