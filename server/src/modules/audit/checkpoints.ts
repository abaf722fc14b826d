import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseCheckpoint, signCheckpoint, toPublicKey, type Checkpoint } from '../../crypto/checkpoint.ts';
import type { Keys } from '../../crypto/keys.ts';
import type { Database, Logger } from '../../db/index.ts';

export interface CheckpointParts {
  database: Pick<Database, 'pool'>;
  keys: Keys;
  file: string;
  clock: () => Date;
}

export const publicKeyOf = ({ signing }: Pick<Keys, 'signing'>): string => toPublicKey(signing);

/** What was signed is no longer there, or is another. */
export class RecordBroken extends Error {}

const EVERY_MS = 60_000;
const BROKEN =
  'the record of acts does not hold what was signed of it: run npm run audit:verify, and when it is known why, put the ' +
  'file of checkpoints aside and start again';

/** Signs the head of the record each minute in which it moved, and when stopped. */
export function startCheckpoints(parts: CheckpointParts & { logger: Logger }): { stop(): Promise<void> } {
  const { logger, file } = parts;
  let turn: Promise<unknown> = Promise.resolve();
  const sign = () => {
    turn = turn
      .then(() => signHead(parts))
      .catch((cause: unknown) => {
        const why = cause instanceof RecordBroken ? BROKEN : 'the record of acts could not be signed';
        logger.error({ file, cause: (cause as Error).message }, why);
      });
    return turn;
  };
  const timer = setInterval(() => void sign(), EVERY_MS).unref();
  return {
    async stop() {
      clearInterval(timer);
      await sign();
    },
  };
}

/**
 * Adds a line for the head of the record where it moved since the last one; of several processes one does, the others
 * go on. Null where there was nothing to sign. Throws RecordBroken, after which nothing more is signed.
 */
export async function signHead({ database, keys, file, clock }: CheckpointParts): Promise<Checkpoint | null> {
  const client = await database.pool.connect();
  try {
    await client.query('BEGIN');
    // Another process signs at this moment.
    const { rowCount: isOurs } = await client.query('SELECT FROM audit_turn FOR UPDATE SKIP LOCKED');
    const last = isOurs ? await readLastCheckpoint(file) : null;
    if (last && !(await hasEntry(client, last)))
      throw new RecordBroken(`entry ${last.size} is not the one that was signed`);
    const { rows } = await client.query<Head>('SELECT size, hash FROM audit_head');
    const head = rows[0]!;
    if (!isOurs || head.size <= (last?.size ?? 0)) {
      await client.query('ROLLBACK');
      return null;
    }
    const { size, hash } = head;
    const checkpoint = signCheckpoint(keys.signing, { size, hash: hash.toString('hex'), at: clock().toISOString() });
    await append(file, JSON.stringify(checkpoint));
    await client.query('COMMIT');
    return checkpoint;
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw cause;
  } finally {
    client.release();
  }
}

interface Head {
  size: number;
  hash: Buffer;
}
interface Client {
  query<R extends object>(text: string, values: unknown[]): Promise<{ rows: R[] }>;
}
async function hasEntry(client: Client, { size, hash }: Checkpoint): Promise<boolean> {
  const { rows } = await client.query<{ hash: Buffer }>('SELECT hash FROM audit WHERE seq = $1', [size]);
  return rows[0]?.hash.toString('hex') === hash;
}

/** Longer than any line. */
const TAIL_BYTES = 4_096;

/** Null where nothing was signed yet. */
export async function readLastCheckpoint(file: string): Promise<Checkpoint | null> {
  const lines = (await readTail(file)).split('\n');
  return lines.map(parseCheckpoint).findLast((one) => one !== null) ?? null;
}

async function readTail(file: string): Promise<string> {
  const handle = await open(file, 'r').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return null;
    throw cause;
  });
  if (!handle) return '';
  try {
    const { size } = await handle.stat();
    const length = Math.min(size, TAIL_BYTES);
    return (await handle.read(Buffer.alloc(length), 0, length, size - length)).buffer.toString('utf8');
  } finally {
    await handle.close();
  }
}

/** On the disk when it answers; half a line of before is ended first. */
async function append(file: string, line: string): Promise<void> {
  const before = await readTail(file);
  const handle = await open(file, 'a', 0o600);
  try {
    await handle.writeFile(`${before === '' || before.endsWith('\n') ? '' : '\n'}${line}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  if (before !== '') return;
  const folder = await open(dirname(file), 'r');
  await folder.sync().finally(() => folder.close());
}
