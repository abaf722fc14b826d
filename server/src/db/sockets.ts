import { Socket } from 'node:net';

/** The sockets of a pool; while closed, what uses them or wants one fails at once. */
export class Sockets {
  readonly #silentMs: number;
  readonly #open = new Set<Socket>();
  #isClosed = false;

  /** A socket is given up after `silentMs` without a byte: a server that vanished would else keep it for many minutes. */
  constructor(silentMs: number) {
    this.#silentMs = silentMs;
  }

  create(): Socket {
    const socket = new Socket();
    this.#open.add(socket);
    socket.once('close', () => this.#open.delete(socket));
    socket.setTimeout(this.#silentMs, () => socket.destroy(new Error('Connection terminated: the server is silent')));
    // Its user listens only from now on.
    if (this.#isClosed) process.nextTick(() => socket.destroy(away()));
    return socket;
  }

  close(isClosed: boolean): void {
    this.#isClosed = isClosed;
    if (isClosed) for (const socket of this.#open) socket.destroy(away());
  }
}

/** cannot_connect_now, as a server would say it. */
const away = () => Object.assign(new Error('Connection terminated: the database does not answer'), { code: '57P03' });
