import { mask } from '../../contract/contact.ts';
import { toCanonicalJson } from '../../crypto/canonical.ts';
import type { Keys } from '../../crypto/keys.ts';
import { seal, unseal } from '../../crypto/seal.ts';
import { sha256 } from '../../crypto/token.ts';
import { toDateTime } from '../../formats/shanghai-time.ts';
import { aboutName, unwrapKey } from '../accounts/person-key.ts';
import { aboutTotp } from '../second-factors/proving.ts';
import type { MergeState, SealedAnew } from './queries.ts';
import type { MergePlan } from './schema.ts';

const bytes = (base64: string) => Buffer.from(base64, 'base64');
const otherKeyOf = (keys: Keys, { otherPerson, otherKey }: MergeState) => unwrapKey(keys, otherPerson, bytes(otherKey));

/** What merging would do, as it is shown. */
export function toPlan(keys: Keys, merge: string, state: MergeState): MergePlan {
  const key = otherKeyOf(keys, state);
  const { other, displayName, hasPassword, otherPassword, hasTotp, otherTotp } = state;
  return {
    merge,
    difference: hashDifference(state),
    expiresAt: toDateTime(new Date(state.expiresAt)),
    other: { account: other, displayName, madeAt: toDateTime(new Date(state.madeAt)) },
    moves: {
      contacts: state.contacts.map(({ kind, value }) => ({
        kind,
        masked: mask(kind, unseal(key, bytes(value), `contact:${other}`)),
      })),
      passkeys: state.passkeys.map(({ name }) => name),
      password: otherPassword !== null && !hasPassword,
      authenticator: otherTotp !== null && !hasTotp,
      identities: state.identities.map(({ issuer }) => issuer),
      delegations: state.delegations.length,
      realName: state.isOtherVerified && !state.isOwnVerified,
      roles: state.roles.map(({ role, institution, name, until }) => ({
        role,
        institution: institution === null ? null : { id: institution, name: name ?? '' },
        until: until && toDateTime(new Date(until)),
      })),
    },
    ends: {
      devices: state.devices,
      password: otherPassword !== null && hasPassword,
      authenticator: otherTotp !== null && hasTotp,
    },
    isApart: state.isApart,
  };
}

/** Of all that moves or ends but the sessions, which come and go. */
export function hashDifference(state: MergeState): string {
  const { other, otherPerson, ownPerson, contacts, passkeys, identities, roles, delegations } = state;
  const { otherPassword, hasPassword, otherTotp, hasTotp, isOtherVerified, isOwnVerified } = state;
  const moved = {
    ...{ other, otherPerson, ownPerson, otherPassword, hasPassword, hasTotp, isOtherVerified, isOwnVerified },
    contacts: contacts.map(({ id }) => id),
    passkeys: passkeys.map(({ id }) => id),
    otherTotp: otherTotp?.id ?? null,
    identities,
    delegations: delegations.map(({ id }) => id),
    roles: roles.map(({ id, role, institution, division, topics, valid }) => ({
      ...{ id, role, institution, division, topics, valid },
    })),
  };
  return sha256(toCanonicalJson(moved)).toString('hex');
}

/** What the other person's key seals, sealed by one's own: with the old key it is gone. */
export function sealAnew(keys: Keys, account: string, state: MergeState): SealedAnew {
  const { other, otherPerson, ownPerson, name, idNumber, otherTotp, delegations } = state;
  const from = otherKeyOf(keys, state);
  const to = unwrapKey(keys, ownPerson, bytes(state.ownKey));
  const again = (sealed: Buffer, before: string, after: string) => seal(to, unseal(from, sealed, before), after);
  const ofPerson = (about: string, value: string | null) =>
    value === null ? null : again(bytes(value), `${about}:${otherPerson}`, `${about}:${ownPerson}`);
  const ofDelegation = (value: string | null, whose: 'principal' | 'delegate') =>
    value && again(bytes(value), aboutName(otherPerson, whose), aboutName(ownPerson, whose)).toString('base64');
  return {
    delegations: delegations
      .filter(({ isPrincipal }) => isPrincipal)
      .map(({ id, principalName, delegateName }) => ({
        id,
        principalName: ofDelegation(principalName, 'principal'),
        delegateName: ofDelegation(delegateName, 'delegate'),
      })),
    contacts: state.contacts.map(({ id, value }) => ({
      id,
      value: again(bytes(value), `contact:${other}`, `contact:${account}`).toString('base64'),
    })),
    name: ofPerson('name', name),
    idNumber: ofPerson('id-number', idNumber),
    totp: otherTotp && {
      ...otherTotp.data,
      sealed: again(bytes(otherTotp.data.sealed), aboutTotp(otherPerson), aboutTotp(ownPerson)).toString('base64'),
    },
  };
}
