import type { Me } from '../../contract/account.ts';
import type { Keys } from '../../crypto/keys.ts';
import { seal } from '../../crypto/seal.ts';
import { newRecoveryCodes, newTotpSecret, toBase32, toOtpauth, findTotpStep } from '../../crypto/totp.ts';
import { withActor, type Actor, type Database, type Session } from '../../db/index.ts';
import { Conflict, NotFound } from '../../errors.ts';
import { toDateTime } from '../../formats/shanghai-time.ts';
import { refused } from '../accounts/codes.ts';
import { subjectOf } from '../accounts/entering.ts';
import { readMe } from '../accounts/me.ts';
import { readOwnKey } from '../accounts/own-contacts.ts';
import { addNotice, endOtherSessions } from '../accounts/queries.ts';
import { act, noteRefusal, type Acting } from '../audit/act.ts';
import { aboutTotp, hashRecoveryCode, openTotpSecret } from './proving.ts';
import {
  deleteOwnRecovery,
  deleteOwnSecondFactor,
  findOwnTotp,
  readOwnCredentials,
  setOwnRecoveryCodes,
  setOwnTotp,
} from './queries.ts';

export interface SecondFactorParts {
  database: Database;
  keys: Keys;
}
type OwnActing = Acting & { device: string };
const ISSUER = '浙学地图';

export const getCredentials = ({ database }: SecondFactorParts, actor: Actor) =>
  withActor(database, actor, async (tx) => {
    const own = await readOwnCredentials(tx);
    return {
      password: own.password_at && { changedAt: toDateTime(own.password_at) },
      passkeys: own.passkeys,
      authenticator: own.totp_at && { madeAt: toDateTime(own.totp_at) },
      recoveryCodesLeft: own.recovery_codes,
      needsAuthenticator: own.has_role && own.totp_at === null,
    };
  });

/** Throws Conflict while one is on. */
export const beginAuthenticator = (
  { database, keys }: SecondFactorParts,
  acting: Acting,
  session: Session,
): Promise<{ secret: string; uri: string }> =>
  act(database, acting, async (tx, note) => {
    const own = await readOwnKey(tx, keys);
    if (!own) throw new NotFound();
    if ((await findOwnTotp(tx))?.isOn) throw new Conflict('authenticator_is_on');
    const secret = newTotpSecret();
    const sealed = seal(own.key, secret.toString('base64'), aboutTotp(own.person)).toString('base64');
    await setOwnTotp(tx, own.account, { sealed, isOn: false, lastStep: 0 });
    note({ action: 'authenticators.begin', subject: subjectOf(session) });
    const label = `${session.account.slice(0, 8)}`;
    return { secret: toBase32(secret), uri: toOtpauth({ secret, issuer: ISSUER, label }) };
  });

/** Throws Invalid for a code that is not its, Conflict where none was begun. */
export async function confirmAuthenticator(
  { database, keys }: SecondFactorParts,
  acting: OwnActing,
  session: Session,
  code: string,
): Promise<{ recoveryCodes: string[] }> {
  const confirmed = await act(database, acting, async (tx, note) => {
    const [own, totp] = [await readOwnKey(tx, keys), await findOwnTotp(tx)];
    if (!own || !totp) throw new Conflict('no_authenticator');
    if (totp.isOn) throw new Conflict('authenticator_is_on');
    const step = findTotpStep(openTotpSecret(own.key, own.person, totp), code, acting.now);
    if (step === null) return null;
    await setOwnTotp(tx, own.account, { ...totp, isOn: true, lastStep: step });
    const recoveryCodes = newRecoveryCodes();
    const hashes = recoveryCodes.map((one) => hashRecoveryCode(keys, one));
    await setOwnRecoveryCodes(tx, own.account, hashes);
    await endOtherSessions(tx);
    await addNotice(tx, { account: own.account, kind: 'authenticator_changed', device: acting.device });
    note({ action: 'authenticators.turn_on', subject: subjectOf(session) });
    return { recoveryCodes };
  });
  if (confirmed) return confirmed;
  await noteRefusal(database, acting, { action: 'authenticators.turn_on', subject: subjectOf(session) });
  throw refused('code', 'is wrong or no longer valid');
}

/** Throws NotFound where none is on. */
export const removeAuthenticator = (
  { database }: SecondFactorParts,
  acting: OwnActing,
  session: Session,
): Promise<null> =>
  act(database, acting, async (tx, note) => {
    if (!(await deleteOwnSecondFactor(tx))) throw new NotFound();
    await endOtherSessions(tx);
    await addNotice(tx, { account: session.account, kind: 'authenticator_changed', device: acting.device });
    note({ action: 'authenticators.turn_off', subject: subjectOf(session) });
    return null;
  });

/** Throws Conflict without an authenticator. */
export const makeRecoveryCodes = (
  { database, keys }: SecondFactorParts,
  acting: Acting,
  session: Session,
): Promise<{ recoveryCodes: string[] }> =>
  act(database, acting, async (tx, note) => {
    if (!(await findOwnTotp(tx))?.isOn) throw new Conflict('no_authenticator');
    const recoveryCodes = newRecoveryCodes();
    await setOwnRecoveryCodes(
      tx,
      session.account,
      recoveryCodes.map((one) => hashRecoveryCode(keys, one)),
    );
    note({ action: 'recovery_codes.make', subject: subjectOf(session) });
    return { recoveryCodes };
  });

/** Throws NotFound where nobody has begun one. */
export const stopRecovery = ({ database, keys }: SecondFactorParts, acting: Acting, session: Session): Promise<Me> =>
  act(database, acting, async (tx, note) => {
    if (!(await deleteOwnRecovery(tx))) throw new NotFound();
    note({ action: 'recoveries.stop', subject: subjectOf(session) });
    return readMe(tx, keys, session, acting.now);
  });
