import { traitsOfRole, type Role } from '@zlm/server/contract/access';
import { toFact } from './before.ts';
import type { Fault } from './faults.ts';
import type { Mapping } from './mapping.ts';
import type { OldRights, OldRole, OldScope } from './rights.ts';

/** A role to be given here. */
export interface WantedGrant {
  /** The same for the same right. */
  key: string;
  role: Role;
  institution: number | null;
  division: string | null;
  topics: readonly string[];
  from: Date | null;
  until: Date | null;
}

/** What an account is given: each of its roles, for each of the branches it has there; and what cannot be given. */
export function toWanted(
  account: string,
  rights: OldRights,
  { mapping, now }: { mapping: Mapping; now: Date },
): { grants: WantedGrant[]; faults: Fault[] } {
  const [grants, faults] = [new Map<string, WantedGrant>(), [] as Fault[]];
  const scopes = rights.scopes.get(account) ?? [];
  for (const old of rights.roles.get(account) ?? []) {
    const role = mapping.roles.get(old.role);
    // Means nothing here, or nobody knows what: told where it was read.
    if (!role) continue;
    const fault = whyNot(old, role, { scopes, now });
    if (fault) faults.push(fault);
    else for (const scope of scopesOf(old, scopes)) add(grants, { ...old, role }, scope);
  }
  return { grants: [...grants.values()], faults };
}

const scopesOf = (old: OldRole, scopes: readonly OldScope[]) =>
  scopes.filter(({ role }) => role === null || role === old.role);

function whyNot(old: OldRole, role: Role, { scopes, now }: { scopes: readonly OldScope[]; now: Date }): Fault | null {
  if (old.until && old.until <= now) return old.fault('ended', old.until.toISOString().slice(0, 10));
  if (traitsOfRole(role).needsSecond) return old.fault('second-person', role);
  return scopesOf(old, scopes).length === 0 ? old.fault('no-scope', old.role) : null;
}

function add(
  grants: Map<string, WantedGrant>,
  { role, from, until }: Pick<WantedGrant, 'role' | 'from' | 'until'>,
  { institution, division, topics, unknown }: OldScope,
): void {
  if (unknown !== null) return;
  const [fromText, untilText] = [from?.toISOString() ?? null, until?.toISOString() ?? null];
  const key = toFact({ role, institution, division, topics, from: fromText, until: untilText });
  grants.set(key, { key, role, institution, division, topics, from, until });
}
