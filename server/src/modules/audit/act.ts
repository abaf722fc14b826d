import { withActor, type Actor, type Database, type Tx } from '../../db/index.ts';
import { Conflict } from '../../errors.ts';
import { toPayload, type Note } from './payload.ts';
import { appendAudit, beginAct, endAct } from './queries.ts';

/** Who acts, when, by which request. */
export interface Acting {
  actor: Actor;
  now: Date;
  requestId: string;
  idempotency?: { key: string; hash: Buffer; onReplay(): void } | null;
}
export type Run<T> = (tx: Tx, note: (note: Note) => void) => Promise<T>;

/**
 * One write in one transaction: `run` checks again who may, writes and notes what it did; the record comes last. With an
 * idempotency key the answer, which must be JSON, is kept in the same transaction and given again to who asks again.
 * Throws Conflict for a key of another request, and what `run` throws.
 */
export function act<T>(database: Pick<Database, 'pool'>, acting: Acting, run: Run<T>): Promise<T> {
  return withActor(
    database,
    acting.actor,
    async (tx) => {
      const { idempotency } = acting;
      if (idempotency) {
        const done = await beginAct(tx, idempotency);
        if (done && !done.isSame) throw new Conflict('key_used');
        if (done) {
          idempotency.onReplay();
          return JSON.parse(done.answer) as T;
        }
      }
      const notes: Note[] = [];
      const answer = await run(tx, (note) => void notes.push(note));
      if (idempotency) await endAct(tx, idempotency.key, JSON.stringify(answer));
      await appendAudit(
        tx,
        notes.map((note) => toPayload(note, acting)),
      );
      return answer;
    },
    { retry: true },
  );
}

/** Of what was refused: in a transaction of its own, as that of the attempt is gone. */
export function noteRefusal(database: Pick<Database, 'pool'>, acting: Acting, note: Note): Promise<unknown> {
  const payload = toPayload({ ...note, action: `${note.action}.refused` }, acting);
  return withActor(database, acting.actor, (tx) => appendAudit(tx, [payload]), { retry: true });
}
