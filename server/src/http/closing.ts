import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

/** To end a request whose head is under way, in ms. */
const HEAD_MS = 1_000;
const unasked = new WeakMap<Server, Set<Socket>>();

/** Remembers which sockets have not asked for anything yet: node takes them for busy. Before listening. */
export function noteSilentSockets(server: Server): void {
  const sockets = new Set<Socket>();
  unasked.set(server, sockets);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.prependListener('request', ({ socket }: IncomingMessage) => sockets.delete(socket));
}

/** Takes no more, lets answers under way end within `drainMs` and waits for nobody who asks for nothing. */
export async function closeServer(server: Server, drainMs: number): Promise<void> {
  const closed = new Promise((done) => server.close(done));
  server.closeIdleConnections();
  const hangUp = (isDue: (socket: Socket) => boolean) => {
    for (const socket of unasked.get(server) ?? []) if (isDue(socket)) socket.destroy();
  };
  hangUp(({ bytesRead }) => bytesRead === 0);
  setTimeout(() => hangUp(() => true), HEAD_MS).unref();
  setTimeout(() => server.closeAllConnections(), drainMs).unref();
  await closed;
}
