import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import {
  createServer as createSocketServer,
  type AddressInfo,
  type Server as SocketServer,
  type Socket,
} from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { HOSTILE_HOSTS, HOSTILE_URLS } from '../testing/inward-urls.ts';
import { createOutbound, Unfetchable, type OutboundOptions } from './outbound.ts';
import { isPublicAddress } from './public-address.ts';
import { OUTSIDE, parseRedirect, type Reason, type Rules } from './rules.ts';

/** Stands for a machine of the open internet: the seam below tells that it counts as public. */
const PUBLIC = '127.0.0.2';
/** What must never be connected to. */
const CANARIES = ['127.0.0.1', '127.0.0.53', '127.1.2.3', '127.255.255.254', '::1'];
const MESSAGE = 'the address could not be fetched';
const NAMES: Record<string, readonly string[]> = {
  'public.example': [PUBLIC],
  'other.example': [PUBLIC],
  'inside.example': ['127.0.0.1'],
  'inside6.example': ['::1'],
  'mapped.example': ['::ffff:127.0.0.1'],
  'zone.example': ['fe80::1%lo'],
  'nonsense.example': ['127.0.0.1 '],
  'nobody.example': [],
  'mixed.example': [PUBLIC, '127.0.0.1'],
  'mixed-late.example': [PUBLIC, PUBLIC, PUBLIC, '10.0.0.1'],
  'mixed6.example': [PUBLIC, '::1'],
  '127.0.0.1.nip.example': ['127.0.0.1'],
};

let answer: RequestListener;
let asked: IncomingMessage[] = [];
let server: Server;
let port = 0;
const canaries: SocketServer[] = [];
let canaryPort = 0;
let canaryHits: string[] = [];
let reasons: Reason[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  }).listen(0, PUBLIC);
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
  for (const address of CANARIES) {
    const canary = createSocketServer((socket) => {
      canaryHits.push(address);
      socket.on('error', () => undefined).end('HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret');
    }).listen(canaryPort, address);
    const isThere = await once(canary, 'listening').then(
      () => true,
      () => false, // a machine without IPv6
    );
    if (!isThere) continue;
    canaries.push(canary);
    canaryPort = (canary.address() as AddressInfo).port;
  }
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  for (const canary of canaries) canary.close();
});
afterEach(() => {
  asked = [];
  reasons = [];
  canaryHits = [];
});

const rules: Rules = {
  lookup: (host) => (host.startsWith('localhost') ? OUTSIDE.lookup(host) : Promise.resolve(NAMES[host] ?? [])),
  isPublic: (address) => address === PUBLIC || isPublicAddress(address),
  isPort: () => true,
};
const open = (options: OutboundOptions = {}) =>
  createOutbound({ rules, tell: (reason) => void reasons.push(reason), ...options });
const at = (path = '/', host = 'public.example') => `http://${host}:${port}${path}`;

async function expectRefused(work: Promise<unknown>, ...why: Reason[]): Promise<void> {
  const cause: unknown = await work.then(
    () => null,
    (cause: unknown) => cause,
  );
  expect(cause).toBeInstanceOf(Unfetchable);
  expect((cause as Error).message).toBe(MESSAGE);
  expect((cause as Error).cause).toBeUndefined();
  expect(why).toContain(reasons.at(-1));
}

describe('nobody is led inside', () => {
  test('the canaries would be heard', async () => {
    const inward = createOutbound({ trusted: `http://127.0.0.1:${canaryPort}` });
    expect((await inward(`http://127.0.0.1:${canaryPort}/`)).body.toString()).toBe('secret');
    expect(canaryHits).toEqual(['127.0.0.1']);
    expect(HOSTILE_HOSTS.length + HOSTILE_URLS.length).toBeGreaterThan(110);
  });

  test.each(HOSTILE_HOSTS)('by the host %s', async (host) => {
    await expectRefused(open()(`http://${host}:${canaryPort}/`), 'url', 'address');
    await expectRefused(open()(`https://${host}:${canaryPort}/`), 'url', 'address');
    expect(canaryHits).toEqual([]);
  });

  test.each(HOSTILE_URLS)('by the address %j', async (url) => {
    await expectRefused(open()(url.replace('PORT', String(canaryPort))), 'url', 'address');
    expect(canaryHits).toEqual([]);
  });

  test.each(['127.0.0.1', '0x7f.1', '[::1]', 'inside.example', 'mixed.example', 'a@127.0.0.1', '127%E3%80%820.0.1'])(
    'by a redirect to %s',
    async (host) => {
      answer = (_, response) => response.writeHead(302, { Location: `http://${host}:${canaryPort}/` }).end();
      await expectRefused(open()(at()), 'url', 'address');
      expect(asked.length).toBe(1);
      expect(canaryHits).toEqual([]);
    },
  );

  test.each(['file:///etc/passwd', 'data:text/plain,x', 'http://', 'gopher://public.example/'])(
    'by a redirect to the address %s',
    async (location) => {
      answer = (_, response) => response.writeHead(301, { Location: location }).end();
      await expectRefused(open()(at()), 'url');
    },
  );

  test('by a name that becomes another one: it is asked for once, and only what was checked is connected to', async () => {
    answer = (_, response) => response.end('outside');
    let lookups = 0;
    const lookup = () => Promise.resolve(++lookups === 1 ? [PUBLIC] : ['127.0.0.1']);
    const fetchOut = open({ rules: { ...rules, lookup } });
    const { body } = await fetchOut(at('/', 'rebound.example'));
    expect([body.toString(), lookups]).toEqual(['outside', 1]);
    await expectRefused(fetchOut(`http://rebound.example:${canaryPort}/`), 'address');
    expect([lookups, canaryHits]).toEqual([2, []]);
  });

  test.each([22, 25, 5432, 6379, 7700, 8080])('to port %i', async (unusual) => {
    const usual = open({ rules: { ...rules, isPort: (port) => OUTSIDE.isPort(port) } });
    await expectRefused(usual(`http://public.example:${unusual}/`), 'port');
    expect([OUTSIDE.isPort(80), OUTSIDE.isPort(443)]).toEqual([true, true]);
  });

  test('by the proxies of the environment', async () => {
    answer = (_, response) => response.end('outside');
    const names = ['http_proxy', 'HTTP_PROXY', 'ALL_PROXY', 'NODE_USE_ENV_PROXY'];
    const before = names.map((name) => [name, process.env[name]] as const);
    for (const name of names) process.env[name] = `http://127.0.0.1:${canaryPort}`;
    try {
      expect((await open()(at())).body.toString()).toBe('outside');
      expect(canaryHits).toEqual([]);
    } finally {
      for (const [name, value] of before) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
    }
  });
});

describe('what is fetched', () => {
  test.each(['plain', 'gzip', 'br'])('arrives unpacked (%s)', async (encoding) => {
    const text = '书法 '.repeat(1000);
    answer = (_, response) => {
      if (encoding === 'plain') return response.end(text);
      response.setHeader('Content-Encoding', encoding);
      response.end(encoding === 'gzip' ? gzipSync(text) : brotliCompressSync(text));
    };
    const { status, body } = await open()(at('/feed?x=1'));
    expect([status, body.toString()]).toEqual([200, text]);
    expect(asked[0]!.url).toBe('/feed?x=1');
    expect(asked[0]!.headers.host).toBe(`public.example:${port}`);
  });

  test('a question with a body arrives whole, and an answer of any status is one', async () => {
    let said = '';
    answer = (request, response) => {
      request.setEncoding('utf8').on('data', (part: string) => (said += part));
      request.on('end', () => response.writeHead(410).end('gone'));
    };
    const sent = await open()(at('/hook'), { method: 'POST', headers: { 'Content-Type': 'text/x' }, body: '课' });
    expect([sent.status, sent.body.toString(), said, asked[0]!.headers['content-type']]).toEqual([
      410,
      'gone',
      '课',
      'text/x',
    ]);
  });

  test('three redirects are followed and a fourth is not, wherever they lead', async () => {
    answer = ({ url }, response) => {
      const left = Number(url!.slice(1));
      if (left === 0) return response.end('there');
      response.writeHead(307, { Location: `/${left - 1}` }).end('not read');
    };
    expect((await open()(at('/3'))).body.toString()).toBe('there');
    await expectRefused(open()(at('/4')), 'redirect');
    await expectRefused(open()(at('/1'), { method: 'POST', body: 'x' }), 'redirect');
    expect(() => parseRedirect('http://public.example/', new URL('https://public.example/'))).toThrow('redirect');
    expect(parseRedirect('//public.example/a', new URL('https://other.example/')).href).toBe(
      'https://public.example/a',
    );
  });

  test('a token stays with its origin, does not come back, and cookies are nobody’s', async () => {
    const hops = ['/same', at('/away', 'other.example'), at('/back')];
    answer = (_, response) => {
      response.setHeader('Set-Cookie', 'a=1');
      const next = hops[asked.length - 1];
      if (next) response.writeHead(302, { Location: next });
      response.end();
    };
    const headers = { Authorization: 'Bearer x', 'Webhook-Signature': 'v1,x', Accept: 'text/calendar' };
    const { headers: told } = await open()(at('/first'), { headers });
    const seen = asked.map(({ url, headers }) => [
      url,
      headers.authorization,
      headers['webhook-signature'],
      headers.accept,
    ]);
    expect(seen).toEqual([
      ['/first', 'Bearer x', 'v1,x', 'text/calendar'],
      ['/same', 'Bearer x', 'v1,x', 'text/calendar'],
      ['/away', undefined, undefined, 'text/calendar'],
      ['/back', undefined, undefined, 'text/calendar'],
    ]);
    expect(asked.every(({ headers }) => headers.cookie === undefined)).toBe(true);
    expect(told['set-cookie']).toBeUndefined();
    for (const name of ['Host', 'cookie', 'Proxy-Authorization', 'Transfer-Encoding'])
      await expect(open()(at(), { headers: { [name]: 'x' } })).rejects.toThrow(name);
  });

  test('an encrypted connection names the host to the address that was checked', async () => {
    let hello = '';
    const raw = await listenRaw((socket, first) => {
      hello = first.toString('latin1');
      socket.destroy();
    });
    await expectRefused(open()(`https://public.example:${raw.port}/`), 'network');
    expect(hello).toContain('public.example');
    raw.close();
  });

  test('one who asks may give up, and learns that it was themselves', async () => {
    answer = () => undefined;
    const stop = new AbortController();
    const fetched = open()(at(), { signal: stop.signal });
    await expect.poll(() => asked.length).toBe(1);
    stop.abort(new Error('enough'));
    await expect(fetched).rejects.toThrow('enough');
  });
});

describe('a server of the settings', () => {
  test('may stand inside and says what is wrong; it leads nowhere else', async () => {
    answer = ({ url }, response) => {
      if (url === '/away') response.writeHead(302, { Location: at('/') });
      response.end('well');
    };
    const trusted = `http://${PUBLIC}:${port}`;
    const inward = createOutbound({ trusted });
    expect((await inward(`${trusted}/`)).body.toString()).toBe('well');
    await expect(inward(`${trusted}/away`)).rejects.toThrow('302');
    expect(asked.length).toBe(2);
    await expect(inward(`http://127.0.0.1:${canaryPort}/`)).rejects.toBeInstanceOf(Unfetchable);
    expect(canaryHits).toEqual([]);
    const nobody = createOutbound({ trusted: 'http://127.0.0.1:1' });
    await expect(nobody('http://127.0.0.1:1/')).rejects.toThrow('ECONNREFUSED');
  });
});

describe('nothing takes longer or more than it may', () => {
  const MOST = 5_000_000;
  const SHORT = { totalMs: 400 };

  test('five million bytes, and not one more, packed or not', async () => {
    const bytes = Buffer.alloc(MOST + 1);
    answer = ({ url }, response) => {
      const body = url!.endsWith('fits') ? bytes.subarray(1) : bytes;
      if (!url!.startsWith('/packed')) return response.end(body);
      response.setHeader('Content-Encoding', 'gzip').end(gzipSync(body));
    };
    for (const kind of ['plain', 'packed']) {
      expect((await open()(at(`/${kind}-fits`))).body.length).toBe(MOST);
      await expectRefused(open()(at(`/${kind}`)), 'size');
    }
  });

  test('a bomb is not unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    let encoding = 'gzip';
    answer = (_, response) => response.setHeader('Content-Encoding', encoding).end(bomb);
    await expectRefused(open()(at()), 'size');
    for (encoding of ['gzip, gzip', 'zstd', 'constructor']) await expectRefused(open()(at()), 'encoding');
  });

  const WRONG: Record<string, (socket: Socket) => void> = {
    'a body that drips': (socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n');
      drip(socket, 'x');
    },
    'a head that drips': (socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      drip(socket, 'X-A: b\r\n');
    },
    'answers before the answer': (socket) => drip(socket, 'HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n'),
    'packed bytes that give nothing': (socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n');
      const empty = gzipSync('').toString('latin1');
      drip(socket, `${empty.length.toString(16)}\r\n${empty}\r\n`);
    },
    silence: () => undefined,
  };
  test.each(Object.entries(WRONG))('%s ends in time', async (_, answerRaw) => {
    const raw = await listenRaw(answerRaw);
    const began = performance.now();
    await expectRefused(open(SHORT)(`http://public.example:${raw.port}/`), 'time', 'network');
    expect(performance.now() - began).toBeLessThan(3_000);
    // No connection is left behind.
    await expect.poll(() => raw.open()).toBe(0);
    raw.close();
  });

  test('a head without an end is too large', async () => {
    const raw = await listenRaw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      socket.write(`X-A: ${'b'.repeat(500)}\r\n`.repeat(100));
    });
    await expectRefused(open()(`http://public.example:${raw.port}/`), 'size');
    raw.close();
  });

  test('a resolver that says nothing, and a connection that is cut', async () => {
    const silent = { ...rules, lookup: () => new Promise<never>(() => undefined) };
    await expectRefused(open({ ...SHORT, rules: silent })(at()), 'time');
    answer = (_, response) => response.destroy();
    await expectRefused(open()(at()), 'network');
    answer = (_, response) => response.setHeader('Content-Encoding', 'gzip').end('no gzip');
    await expectRefused(open()(at()), 'network');
  });

  test('redirects without an end share the time of one question', async () => {
    answer = ({ url }, response) => void setTimeout(() => response.writeHead(302, { Location: `${url}x` }).end(), 200);
    await expectRefused(open(SHORT)(at()), 'time');
  });
});

/** Writes on until the other side has enough. */
function drip(socket: Socket, text: string): void {
  const timer = setInterval(() => socket.write(text, 'latin1'), 10);
  socket.on('close', () => clearInterval(timer));
}

/** Nothing is answered before the question. */
async function listenRaw(serve: (socket: Socket, first: Buffer) => void) {
  const sockets = new Set<Socket>();
  const raw = createSocketServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    socket.once('data', (first: Buffer) => {
      socket.resume();
      serve(socket, first);
    });
  }).listen(0, PUBLIC);
  await once(raw, 'listening');
  return {
    port: (raw.address() as AddressInfo).port,
    open: () => sockets.size,
    close() {
      for (const socket of sockets) socket.destroy();
      raw.close();
    },
  };
}
