import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** The compiled server as its own process. */
export interface Program {
  child: ChildProcess;
  url: string;
  /** Everything it wrote so far. */
  output(): string;
  /** Resolves when /readyz says 200; rejects with its output when it ends first. */
  ready(): Promise<void>;
  /** Exit code, null when killed. */
  exited: Promise<number | null>;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

export async function runProgram(settings: Record<string, string>): Promise<Program> {
  const port = settings['PORT'] ?? String(await freePort());
  const { DATABASE_URL: _, ...environment } = process.env;
  const child = spawn(process.execPath, [MAIN], {
    // Nobody in front has to notice that it stops.
    env: { ...environment, PORT: port, STOP_GRACE: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => (text += part));
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const url = `http://127.0.0.1:${port}`;
  return {
    child,
    url,
    output: () => text,
    exited,
    async ready() {
      let ended = false;
      void exited.then(() => (ended = true));
      for (;;) {
        if (ended) throw new Error(`the server ended:\n${text}`);
        const answer = await fetch(`${url}/readyz`).catch(() => null);
        if (answer?.status === 200) return;
        await wait(100);
      }
    },
  };
}
