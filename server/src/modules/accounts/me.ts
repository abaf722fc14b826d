import type { Action, Role } from '../../contract/access.ts';
import type { Me, NoticeKind } from '../../contract/account.ts';
import { isChild } from '../../contract/age.ts';
import { mask } from '../../contract/contact.ts';
import { maskIdNumber, maskName } from '../../contract/id-number.ts';
import { dueOf } from '../../contract/consents.ts';
import type { Lang } from '../../contract/lists.ts';
import type { Keys } from '../../crypto/keys.ts';
import { unseal } from '../../crypto/seal.ts';
import type { Actor, Session, Tx } from '../../db/index.ts';
import { NotFound } from '../../errors.ts';
import { toDateTime, toDay } from '../../formats/shanghai-time.ts';
import { aboutName, unwrapKey } from './person-key.ts';
import {
  findActingFor,
  findOwnRecovery,
  listLiveConsents,
  listOwnContacts,
  listOwnGrants,
  listOwnNotices,
  readOwnAccount,
  type OwnAccount,
} from './queries.ts';

export const toActor = ({ account, person, proof, onBehalfOf }: Session): Actor & { kind: 'account' } => ({
  kind: 'account',
  account,
  person,
  proof,
  onBehalfOf,
});

/** All that its owner is shown of an account, personal values masked. Throws NotFound. */
export async function readMe(tx: Tx, keys: Keys, session: Session, now: Date): Promise<Me> {
  const account = await readOwnAccount(tx);
  if (!account) throw new NotFound();
  const key = account.data_key && unwrapKey(keys, account.person, account.data_key);
  return {
    account: account.id,
    displayName: account.display_name,
    lang: account.lang as Lang,
    isDemo: account.is_demo,
    madeAt: toDateTime(account.made_at),
    eraseAt: account.erase_at && toDateTime(account.erase_at),
    ...tellPerson(account, key, toDay(now)),
    contacts: (await listOwnContacts(tx)).map(({ id, kind, value }) => ({
      id,
      kind,
      masked: key ? mask(kind, unseal(key, value, `contact:${account.id}`)) : '',
    })),
    roles: (await listOwnGrants(tx)).map(({ role, institution_id, name, division, division_name, topics, until }) => ({
      role: role as Role,
      institution: institution_id === null ? null : { id: institution_id, name: name ?? '' },
      division: division === null ? null : { code: division, name: division_name ?? '' },
      topics,
      until: until && toDateTime(until),
    })),
    actions: [...session.actions] as Action[],
    steppedUpAt: session.steppedUpAt && toDateTime(session.steppedUpAt),
    consentsDue: dueOf(await listLiveConsents(tx)),
    actingFor: await tellActing(tx, keys),
    notices: (await listOwnNotices(tx)).map(({ id, kind, device, made_at }) => ({
      id,
      kind: kind as NoticeKind,
      device,
      at: toDateTime(made_at),
    })),
    recovery: await tellRecovery(tx),
  };
}

function tellPerson(
  { person, name, id_number, minor_until, verified_at }: OwnAccount,
  key: Buffer | null,
  today: string,
): Pick<Me, 'isVerified' | 'realName' | 'minorUntil' | 'isChild'> {
  const minorUntil = minor_until !== null && today < minor_until ? minor_until : null;
  return {
    isVerified: verified_at !== null,
    realName:
      key && name && id_number
        ? {
            name: maskName(unseal(key, name, `name:${person}`)),
            idNumber: maskIdNumber(unseal(key, id_number, `id-number:${person}`)),
          }
        : null,
    minorUntil,
    isChild: isChild(minorUntil, today),
  };
}

async function tellActing(tx: Tx, keys: Keys): Promise<Me['actingFor']> {
  const acting = await findActingFor(tx);
  if (!acting?.data_key || !acting.principal_name) return null;
  const key = unwrapKey(keys, acting.principal, acting.data_key);
  const name = unseal(key, acting.principal_name, aboutName(acting.principal, 'principal'));
  return { delegation: acting.id, name, until: toDateTime(acting.until) };
}

async function tellRecovery(tx: Tx): Promise<Me['recovery']> {
  const recovery = await findOwnRecovery(tx);
  return recovery && { begunAt: toDateTime(recovery.begun_at), readyAt: toDateTime(recovery.ready_at) };
}
