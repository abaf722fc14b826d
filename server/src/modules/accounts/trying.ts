import { sha256 } from '../../crypto/token.ts';
import { withActor, type Database, type Session } from '../../db/index.ts';
import { TooSoon } from '../../errors.ts';
import { toActor } from './me.ts';
import { beginTry, forgetTries } from './queries.ts';

/** Tries of one session to prove who it is: whoever stole it guesses no faster than anybody else. Throws TooSoon. */
export async function tryAsOwner(
  database: Pick<Database, 'pool'>,
  session: Session,
  isRight: () => Promise<boolean>,
): Promise<boolean> {
  const bucket = sha256(`proof:${session.id}`);
  const actor = toActor(session);
  const wait = await withActor(database, actor, (tx) => beginTry(tx, bucket));
  if (wait > 0) throw new TooSoon(wait);
  if (!(await isRight())) return false;
  await withActor(database, actor, (tx) => forgetTries(tx, bucket));
  return true;
}
