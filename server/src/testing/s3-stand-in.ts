import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface S3StandIn {
  endpoint: string;
  /** By path: /bucket/name */
  objects: Map<string, Buffer>;
  /** What was refused, and why. */
  refused: string[];
  /** Answers 503 while it is true. */
  isDown: boolean;
  close(): Promise<void>;
}

const sha256 = (value: string | Buffer) => createHash('sha256').update(value).digest('hex');
const hmac = (key: string | Buffer, value: string) => createHmac('sha256', key).update(value).digest();

/** A stand-in for a server that speaks S3: it keeps objects in memory and checks Signature Version 4 as its paper says. */
export async function startS3(accessKey: string, secretKey: string, region: string): Promise<S3StandIn> {
  const objects = new Map<string, Buffer>();
  const state = { objects, refused: [] as string[], isDown: false };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts);
      const wrong = findWrong(request, body, { accessKey, secretKey, region });
      if (state.isDown) return void response.writeHead(503).end();
      if (wrong !== null) {
        state.refused.push(wrong);
        return void response.writeHead(403).end('<Error><Code>SignatureDoesNotMatch</Code></Error>');
      }
      const path = request.url!;
      if (request.method === 'PUT') objects.set(path, body);
      if (request.method === 'DELETE') objects.delete(path);
      const found = objects.get(path);
      if (request.method !== 'GET') return void response.writeHead(request.method === 'PUT' ? 200 : 204).end();
      response.writeHead(found ? 200 : 404).end(found);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return Object.assign(state, {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  });
}

interface Known {
  accessKey: string;
  secretKey: string;
  region: string;
}
/** Null where everything was signed by the key, the body too. */
function findWrong(request: IncomingMessage, body: Buffer, { accessKey, secretKey, region }: Known): string | null {
  const { authorization = '', 'x-amz-date': date = '', 'x-amz-content-sha256': hash } = request.headers;
  const read = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\S+), ?SignedHeaders=(\S+), ?Signature=(\w+)$/.exec(
    authorization,
  );
  if (!read) return 'no signature';
  const [, key, scope, names, signature] = read as unknown as [string, string, string, string, string];
  const day = String(date).slice(0, 8);
  if (key !== accessKey || scope !== `${day}/${region}/s3/aws4_request`) return 'another key or scope';
  if (hash !== sha256(body)) return 'another body';
  if (!names.split(';').includes('x-amz-content-sha256') || !names.split(';').includes('host')) return 'unsigned head';
  const heads = names.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}\n`);
  const canonical = [request.method, request.url, '', heads.join(''), names, hash].join('\n');
  const text = ['AWS4-HMAC-SHA256', date, scope, sha256(canonical)].join('\n');
  const signing = ['s3', 'aws4_request'].reduce(hmac, hmac(hmac(`AWS4${secretKey}`, day), region));
  return hmac(signing, text).toString('hex') === signature ? null : 'another signature';
}
