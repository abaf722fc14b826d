import type { Contact } from '../../contract/account.ts';
import type { Keys } from '../../crypto/keys.ts';
import { checkPassword } from '../../crypto/password.ts';
import { sha256 } from '../../crypto/token.ts';
import { withActor, type Database, type Session } from '../../db/index.ts';
import { TooSoon } from '../../errors.ts';
import { refused } from '../accounts/codes.ts';
import { tryAsOwner } from '../accounts/trying.ts';
import { noteRefusal, type Acting } from '../audit/act.ts';
import { beginPasswordTry } from './queries.ts';

interface Prover extends Acting {
  deviceToken: string | null;
  /** The address has failed too often of late. */
  isSpent: boolean;
}
interface Claim {
  contact: Contact;
  password: string;
  /** What it would allow: `sessions.begin` */
  action: string;
}

/**
 * Whose contact and password these are, and where the try was counted. For nobody's contact all takes as long.
 * Throws Invalid, TooSoon.
 */
export async function provePassword(
  { database, keys }: { database: Database; keys: Keys },
  prover: Prover,
  { contact: { kind, value }, password, action }: Claim,
): Promise<{ account: string; bucket: Buffer }> {
  const index = keys.indexOf(kind, value);
  const device = prover.deviceToken === null ? null : sha256(prover.deviceToken);
  const byContact = keys.indexOf('tries', index.toString('hex'));
  const byDevice = keys.indexOf('tries', `${index.toString('hex')}:${device?.toString('hex') ?? ''}`);
  const { isSpent } = prover;
  const { wait, account, hash, bucket } = await withActor(database, prover.actor, (tx) =>
    beginPasswordTry(tx, { kind, index, device, byContact, byDevice, isSpent }),
  );
  if (wait > 0) throw new TooSoon(wait);
  // Outside the transaction: it takes long.
  const isRight = await checkPassword(hash, password);
  if (isRight && account !== null) return { account, bucket };
  await noteRefusal(database, prover, { action, subject: 'contact:unproved', after: { way: 'password' } });
  throw refused('password', 'must be right for this contact');
}

/** Whether it is the password of who is signed in; a try of their session. Throws TooSoon. */
export const proveOwnPassword = (
  database: Database,
  session: Session,
  { stored, password }: { stored: string | null; password: string },
): Promise<boolean> => tryAsOwner(database, session, () => checkPassword(stored, password));
