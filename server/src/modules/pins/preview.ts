import { withActor, type Actor, type Tx } from '../../db/index.ts';
import { Invalid, NotFound } from '../../errors.ts';
import { toDay } from '../../formats/shanghai-time.ts';
import { findRevision, publishThing, type RevisionRow } from './queries.ts';
import { readBody, toErrors } from './read-body.ts';
import type { PinParts } from './service.ts';

/** Carries what was read out of a transaction that is taken back. */
class TakenBack extends Error {
  readonly details: object;
  constructor(details: object) {
    super('taken back');
    this.details = details;
  }
}

/**
 * What residents would see: the revision is made public in a transaction that never commits, and read there as its own
 * address reads it. Throws NotFound, and Invalid with what it lacks.
 */
export async function previewRevision(parts: PinParts, actor: Actor, id: string, now: Date) {
  const { database, pinned, things } = parts;
  const row = await withActor(database, actor, (tx) => findRevision(tx, id));
  const kind = pinned.find((one) => one.kind === row?.kind);
  if (!row || !kind || row.state === 'discarded') throw new NotFound();
  const { problems } = readBody(kind, row.body, toDay(now));
  if (problems.length > 0) throw new Invalid(toErrors(problems));
  const details = await read(database.kysely, row, (tx) => kind.details(tx, row.pin, now, things));
  return { kind: row.kind, details: details as Record<string, unknown> };
}

async function read(
  kysely: PinParts['database']['kysely'],
  row: RevisionRow,
  details: (tx: Tx) => Promise<object>,
): Promise<object> {
  try {
    return await kysely.transaction().execute(async (tx): Promise<never> => {
      await publishThing(tx, row);
      throw new TakenBack(await details(tx));
    });
  } catch (cause) {
    if (cause instanceof TakenBack) return cause.details;
    throw cause;
  }
}
