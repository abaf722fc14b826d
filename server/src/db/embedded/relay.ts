import type { Server, Socket } from 'node:net';
import type { EmbeddedBackend } from './backend.ts';
import { DatabaseGone } from './database-gone.ts';
import { encodeError } from './messages.ts';

/** Joins the clients of the socket to the database; the returned function hangs up on all of them. */
export function relayClients(server: Server, backend: EmbeddedBackend): () => void {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    join(socket, backend).catch((cause: Error) => socket.end(farewell(cause)));
  });
  return () => {
    for (const socket of sockets) socket.destroy();
  };
}

async function join(socket: Socket, backend: EmbeddedBackend) {
  const connection = await backend.connect({
    onBytes: (bytes) => void socket.write(bytes),
    onClose: (cause) => {
      if (cause) socket.end(farewell(cause));
      else socket.end();
    },
  });
  socket.on('data', (chunk) => connection.send(new Uint8Array(chunk)));
  socket.on('close', () => connection.close());
  if (socket.destroyed) connection.close();
}

const farewell = (cause: Error) =>
  encodeError('FATAL', cause instanceof DatabaseGone ? cause.code : '57P03', cause.message);
