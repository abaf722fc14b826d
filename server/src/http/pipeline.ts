import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Requests of one connection that wait for the answer before them. */
const MOST_WAITING = 100;

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Takes up a request when its answer is the next of its connection. Node hands over pipelined ones at once and never
 * tells an answer that waits behind another when the connection is gone: whatever it had opened would stay open.
 */
export function oneAtATime(listener: Listener): Listener {
  const waiting = new WeakMap<Socket, number>();
  return (request, response) => {
    if (response.socket) return listener(request, response);
    const { socket } = request;
    const count = (waiting.get(socket) ?? 0) + 1;
    if (count > MOST_WAITING) return void socket.destroy();
    waiting.set(socket, count);
    response.once('socket', () => {
      waiting.set(socket, waiting.get(socket)! - 1);
      listener(request, response);
    });
  };
}
