import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { pino, type Logger } from 'pino';
import { BadSettings, localOrigin, readConfig, type Config } from './config.ts';
import { StartupError } from './db/index.ts';
import { closeServer, noteSilentSockets } from './http/closing.ts';
import { createFront, type Front } from './http/front.ts';
import { createHeaders } from './http/security.ts';
import { toPolicy } from './policy.ts';
import { start, type Running } from './start.ts';
import { createTerminal } from './terminal.ts';

const DRAIN_MS = 8_000;
/** A database that does not answer keeps nobody from stopping. */
const STOP_MS = 15_000;

const clock = () => new Date();

class CannotListen extends Error {}

/** Says what is wrong in one sentence and ends; unknown faults keep their stack. */
function giveUp(cause: unknown): never {
  const known = cause instanceof BadSettings || cause instanceof StartupError || cause instanceof CannotListen;
  const message = known ? cause.message : cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  process.stderr.write(`\n${message}\n`);
  process.exit(1);
}

async function listen(config: Config, front: Front, logger: Logger) {
  const { trustedProxies, rateLimit } = config;
  const headersOf = createHeaders(toPolicy(config));
  const server = createFront(front, { logger, clock, trustedProxies, rateLimit, headersOf });
  noteSilentSockets(server);
  server.listen(config.port, config.host);
  try {
    await once(server, 'listening');
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (code === 'EADDRINUSE') {
      throw new CannotListen(`Port ${config.port} on ${config.host} is in use. Stop the other program or set PORT.`);
    }
    if (code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new CannotListen(`Cannot listen on ${config.host}:${config.port} (${code}). Check HOST and PORT.`);
    }
    throw cause;
  }
  return server;
}

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const logger = pino({ level: config.logLevel }, pino.destination(2));
  const show = createTerminal(process.stdout);
  const front: Front = {
    app: null,
    tiles: [],
    progress: { step: 'database', part: null, done: 0, total: 0 },
    healthy: () => Promise.resolve(false),
  };
  const server = await listen(config, front, logger);
  const { port } = server.address() as AddressInfo;
  const address = config.publicOrigin ?? localOrigin(config.host, port);
  process.stdout.write(`浙学地图  ${address}\n`);

  let running: Running | null = null;
  let stopping = false;
  const stop = async (graceSeconds: number) => {
    // Asked again: at once.
    if (stopping) return waited.abort();
    stopping = true;
    front.progress = { step: 'stopping', part: null, done: 0, total: 0 };
    // Who is not ready yet has nobody sent to it.
    if (running) await wait(graceSeconds * 1000, undefined, { signal: waited.signal }).catch(() => undefined);
    setTimeout(() => process.exit(1), STOP_MS).unref();
    front.streams?.close();
    await Promise.all([closeServer(server, DRAIN_MS), running?.drain(DRAIN_MS)]);
    await running?.close();
    process.exit(0);
  };
  const waited = new AbortController();
  process.on('SIGINT', () => void stop(0).catch(giveUp));
  process.on('SIGTERM', () => void stop(config.stopGrace).catch(giveUp));

  const began = performance.now();
  try {
    running = await start({ config, origin: address, logger, clock }, front, (progress) => {
      if (stopping) return;
      if (progress.step !== front.progress.step)
        logger.info({ step: progress.step, ms: Math.round(performance.now() - began) }, 'start');
      front.progress = progress;
      show(progress);
    });
  } catch (cause) {
    // Ctrl-C ends the seed program too; that is no fault.
    if (stopping) return;
    throw cause;
  }
  process.stdout.write(
    `ready in ${((performance.now() - began) / 1000).toFixed(1)} s: ${running.summary}\nopen ${address}\n`,
  );
}

main().catch(giveUp);
