import type { Call, Endpoints, Me } from '@zlm/server/contract';
import { ROLES, traitsOfRole, type Role } from '@zlm/server/contract/access';
import type { Contact } from '../account/account.ts';

/** What somebody has filled in to give a role. */
export interface Draft {
  contact: Contact;
  role: Role;
  institution: number | null;
  /** A division code; empty: none. */
  division: string;
  topics: readonly string[];
  /** Days like 2026-11-28, the last one included; empty: at once, without end. */
  begins: string;
  ends: string;
  reason: string;
}

/** Roles that may be theirs to give: those of the province by who holds one of the province. */
export function rolesToGive(me: Me): Role[] {
  const gives = me.roles.map(({ role }) => traitsOfRole(role)).filter(({ may }) => may.includes('grants.change'));
  const isWide = gives.some(({ isLocal }) => !isLocal);
  return gives.length === 0 ? [] : ROLES.filter((role) => isWide || traitsOfRole(role).isLocal);
}

const DAY_MS = 86_400_000;
/** Midnight in Shanghai. */
const midnight = (day: string, later = 0) =>
  day === '' ? null : new Date(Date.parse(`${day}T00:00:00+08:00`) + later * DAY_MS).toISOString().slice(0, 19) + 'Z';

/** As it is sent: a role of the province holds everywhere, a last day is over when it is. */
export function toGiving({ contact, role, institution, division, topics, begins, ends, reason }: Draft) {
  const { isLocal } = traitsOfRole(role);
  const body: Call<Endpoints['giveGrant']>['body'] = {
    contact,
    role,
    institution: isLocal ? institution : null,
    division: isLocal && division !== '' ? division : null,
    topics: isLocal ? [...topics] : [],
    from: midnight(begins),
    until: midnight(ends, 1),
    reason,
  };
  return body;
}
