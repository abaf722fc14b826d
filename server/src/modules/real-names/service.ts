import type { Me } from '../../contract/account.ts';
import { minorUntil } from '../../contract/age.ts';
import type { IdNumber } from '../../contract/id-number.ts';
import type { Keys } from '../../crypto/keys.ts';
import { seal } from '../../crypto/seal.ts';
import { withActor, type Database, type Session, type Tx } from '../../db/index.ts';
import { Conflict, NotFound } from '../../errors.ts';
import { toDay } from '../../formats/shanghai-time.ts';
import { refused } from '../accounts/codes.ts';
import { subjectOf } from '../accounts/entering.ts';
import { readMe } from '../accounts/me.ts';
import { readOwnKey } from '../accounts/own-contacts.ts';
import { tryAsOwner } from '../accounts/trying.ts';
import { act, noteRefusal, type Acting } from '../audit/act.ts';
import { confirmPerson, hasConsent, type Confirmed } from './queries.ts';
import type { PersonRegistry } from './registry.ts';

export interface RealNameParts {
  database: Database;
  keys: Keys;
  registry: PersonRegistry | null;
}
interface Claim {
  name: string;
  idNumber: IdNumber;
}

const CONFLICTS = { known: 'person_known', already: 'already_verified', unasked: 'consent_missing' } as const;

/** Throws Invalid where name and number are not of one person, Conflict without consent, and where somebody is confirmed already. */
export async function confirmRealName(
  { database, keys, registry }: RealNameParts,
  acting: Acting,
  session: Session,
  claim: Claim,
): Promise<Me> {
  if (!registry) throw refused('idNumber', 'takes no real names here');
  // Before anybody else hears of it.
  if (!(await withActor(database, acting.actor, hasConsent))) throw new Conflict(CONFLICTS.unasked);
  const today = toDay(acting.now);
  const { name, idNumber } = claim;
  const isRight =
    idNumber.bornOn <= today &&
    // Counted as tries of who is signed in: nobody finds out numbers here.
    (await tryAsOwner(database, session, () => registry.confirms({ name, idNumber: idNumber.value })));
  const refuse = (why: string) =>
    noteRefusal(database, acting, { action: 'persons.confirm', subject: `person:${session.person}`, after: { why } });
  if (!isRight) {
    await refuse('unknown');
    throw refused('idNumber', 'must be the right number and name of one person');
  }
  const done = await act(database, acting, async (tx, note) => {
    const confirmed = await sealAndConfirm(tx, keys, claim, today);
    if (confirmed !== 'done') return confirmed;
    note({ action: 'persons.confirm', subject: `person:${session.person}`, after: { account: subjectOf(session) } });
    return readMe(tx, keys, session, acting.now);
  });
  if (typeof done !== 'string') return done;
  await refuse(done);
  throw new Conflict(CONFLICTS[done]);
}

async function sealAndConfirm(tx: Tx, keys: Keys, { name, idNumber }: Claim, today: string): Promise<Confirmed> {
  const own = await readOwnKey(tx, keys);
  if (!own) throw new NotFound();
  return confirmPerson(tx, {
    name: seal(own.key, name, `name:${own.person}`),
    number: seal(own.key, idNumber.value, `id-number:${own.person}`),
    index: keys.indexOf('id-number', idNumber.value),
    minorUntil: minorUntil(idNumber.bornOn, today),
  });
}
