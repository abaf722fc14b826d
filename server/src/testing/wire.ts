import { once } from 'node:events';
import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface RawAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** A request as it is, with no encoding or redirect taken care of; `path` is sent unchanged. */
export async function ask(
  origin: string,
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<RawAnswer> {
  const { hostname, port } = new URL(origin);
  const sent = request({ hostname, port, path, method, headers, agent: false }).end();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return { status: answer.statusCode!, headers: answer.headers, body: Buffer.concat(chunks) };
}

/** Stands between a client and a TCP server; while cut, connections are lost and refused. */
export async function createCutter(target: { host: string; port: number }) {
  const sockets = new Set<Socket>();
  const flows = new Map<Socket, Socket>();
  let isCut = false;
  let isPaused = false;
  let accepted = 0;
  const server = createServer((client) => {
    if (isCut) return void client.destroy();
    accepted++;
    const behind = connect(target);
    for (const [from, to] of [
      [client, behind],
      [behind, client],
    ] as const) {
      sockets.add(from);
      flows.set(from, to);
      from
        .on('error', () => undefined)
        .on('close', () => {
          sockets.delete(from);
          flows.delete(from);
          to.destroy();
        });
      if (!isPaused) from.pipe(to);
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    /** How many connections there have been. */
    accepted: () => accepted,
    cut(on: boolean) {
      isCut = on;
      if (on) for (const socket of sockets) socket.destroy();
    },
    /** What is connected now falls silent for good, as if the server had lost its power. */
    silence() {
      flows.clear();
      for (const socket of sockets) socket.unpipe().pause();
    },
    /** Everything waits, new connections too, and goes on later: what a stopped process looks like. */
    pause(on: boolean) {
      isPaused = on;
      for (const [from, to] of flows) {
        if (on) from.unpipe().pause();
        else from.pipe(to);
      }
    },
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
