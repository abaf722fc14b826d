import type { Server, Socket } from 'node:net';
import type { EmbeddedBackend } from './backend.ts';
import type { DatabaseGone } from './database-gone.ts';
import { encodeError } from './messages.ts';

/** Joins the clients of the socket to the database; the returned function hangs up on all of them. */
export function relayClients(server: Server, backend: EmbeddedBackend): () => void {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    join(socket, backend).catch((cause: Error & { code?: string }) =>
      socket.end(encodeError('FATAL', cause.code ?? '57P03', cause.message)),
    );
  });
  return () => {
    for (const socket of sockets) socket.destroy();
  };
}

async function join(socket: Socket, backend: EmbeddedBackend) {
  const connection = await backend.connect({
    onBytes: (bytes) => void socket.write(bytes),
    onClose: (cause) => {
      if (cause) socket.end(encodeError('FATAL', (cause as DatabaseGone).code, cause.message));
      else socket.end();
    },
  });
  socket.on('data', (chunk) => connection.send(new Uint8Array(chunk)));
  socket.on('close', () => connection.close());
  if (socket.destroyed) connection.close();
}
