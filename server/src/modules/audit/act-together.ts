import { nameOf, withActor, type Actor, type Database, type Tx } from '../../db/index.ts';
import { Conflict } from '../../errors.ts';
import type { Acting } from './act.ts';
import { toPayload, type Note } from './payload.ts';
import { beginActs, endActs, type NamedAct } from './queries.ts';

/** What one of them came to. */
export type Outcome<T> = { answer: T; notes: readonly Note[] } | { refusal: Error };
export type Settled<T> = { answer: T } | { refusal: Error };
/** Of those that are new, in their order. */
export type RunTogether<T> = (tx: Tx, whos: readonly NamedAct[]) => Promise<readonly Outcome<T>[]>;

/**
 * As `act`, of several at once: one transaction, in which each has its own key, answer, entry and refusal. No two of them
 * have the same key of the same actor. `run` decides in the name of each and bears repetition.
 */
export function actTogether<T>(
  database: Pick<Database, 'pool'>,
  actings: readonly Acting[],
  run: RunTogether<T>,
): Promise<readonly Settled<T>[]> {
  const named = actings.map(toNamed);
  return withActor(
    database,
    { kind: 'anonymous' },
    async (tx) => {
      const done = await beginActs(tx, named);
      const fresh = [...actings.keys()].filter((at) => !done.has(at));
      const outcomes =
        fresh.length === 0
          ? []
          : await run(
              tx,
              fresh.map((at) => named[at]!),
            );
      await endActs(
        tx,
        fresh.map((at, n) => toEnded(named[at]!, actings[at]!, outcomes[n]!)),
      );
      const settled = new Map<number, Settled<T>>(fresh.map((at, n) => [at, outcomes[n]!]));
      return actings.map((acting, at) => settled.get(at) ?? repeat<T>(acting, done.get(at)!));
    },
    { retry: true },
  );
}

function repeat<T>({ idempotency }: Acting, { isSame, answer }: { isSame: boolean; answer: string }): Settled<T> {
  if (!isSame) return { refusal: new Conflict('key_used') };
  idempotency?.onReplay();
  return { answer: JSON.parse(answer) as T };
}

function toNamed({ actor, idempotency }: Acting): NamedAct & { hash?: string } {
  return {
    ...toWho(actor),
    ...(idempotency && { key: idempotency.key, hash: idempotency.hash.toString('hex') }),
  };
}
const toWho = (actor: Actor): NamedAct =>
  actor.kind === 'account'
    ? { actor: nameOf(actor), proof: actor.proof, behalf: actor.onBehalfOf }
    : { actor: nameOf(actor) };

function toEnded<T>(named: NamedAct, acting: Acting, outcome: Outcome<T>) {
  if ('refusal' in outcome) return { ...named, answer: null, entries: [] };
  return {
    ...named,
    answer: JSON.stringify(outcome.answer),
    entries: outcome.notes.map((note) => toPayload(note, acting)),
  };
}
