import type { Index } from 'meilisearch';
import { z } from 'zod';
import type { Cursor } from '../../catalogue/state.ts';
import { answerIn } from './client.ts';

/** No row has this key, and nothing of it is searched. */
const KEY = 'position';

/** What an index holds: all changes of a database up to a cursor, under some settings. */
export interface Position {
  origin: string;
  schema: string;
  cursor: Cursor;
}

const Stored = z.object({ origin: z.string(), schema: z.string(), xid: z.string().regex(/^\d{1,20}$/), seq: z.int() });

/** The position as a document among the rows: it is restored, swapped and lost together with what it tells of. */
export function toPositionDocument({ origin, schema, cursor }: Position): { key: string; [field: string]: unknown } {
  return { key: KEY, origin, schema, ...cursor };
}

/** Null when there is no such index or it was never filled. */
export async function readPosition(index: Index): Promise<Position | null> {
  const document = await index.getDocument(KEY).catch((cause: unknown) => {
    if (isNotFound(cause)) return null;
    throw cause;
  });
  const stored = Stored.safeParse(document);
  if (!stored.success) return null;
  const { origin, schema, xid, seq } = stored.data;
  return { origin, schema, cursor: { xid, seq } };
}

export function isNotFound(cause: unknown): boolean {
  return answerIn(cause)?.response.status === 404;
}

/** -1, 0 or 1. */
export function compareCursors(a: Cursor, b: Cursor): number {
  const [first, second] = [BigInt(a.xid), BigInt(b.xid)];
  return first === second ? Math.sign(a.seq - b.seq) : first < second ? -1 : 1;
}
