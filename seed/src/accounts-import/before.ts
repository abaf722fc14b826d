import { createHash } from 'node:crypto';
import { toCanonicalJson } from '@zlm/server/crypto/canonical';
import type { Known } from './known.ts';
import type { Mapping } from './mapping.ts';
import type { OldRights, OldRole, OldScope } from './rights.ts';

/** What somebody is, is shown and sees: the same there and here, or the account is listed. */
export interface Standing {
  /** Canonical JSON of each, in order. */
  roles: readonly string[];
  /** Actions, in order. */
  menu: readonly string[];
  /** By action the SHA-256 of the canonical JSON of the institutions it may be done to. */
  visible: Readonly<Record<string, string>>;
}

export interface RoleFact {
  role: string;
  institution: number | null;
  division: string | null;
  topics: readonly string[];
  /** ISO; null = since ever, and for ever. */
  from: string | null;
  until: string | null;
}
export const toFact = (fact: RoleFact): string => toCanonicalJson({ ...fact, topics: [...fact.topics] });

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest();
export const hashIds = (ids: readonly number[]): string => sha256(toCanonicalJson([...ids])).toString('hex');
export const hashStanding = ({ roles, menu, visible }: Standing): Buffer =>
  sha256(toCanonicalJson({ roles: [...roles], menu: [...menu], visible: { ...visible } }));

export interface Before {
  of(account: string, now: Date): Standing;
  /** The institutions behind a digest of `of`. */
  visibleTo(account: string, action: string, now: Date): number[];
}

const isLive = ({ from, until }: OldRole, now: Date) => (!from || from <= now) && (!until || until > now);
const unique = (texts: Iterable<string>) => [...new Set(texts)].sort();

/** Reads the old files by their own rules, without the database: a role opens its menus, a scope is walked downwards. */
export function createBefore(rights: OldRights, { mapping, known }: { mapping: Mapping; known: Known }): Before {
  const walks = createWalks(rights.children ?? known.children, known);
  const rolesOf = (account: string) => rights.roles.get(account) ?? [];
  const scopesOf = (account: string, { role }: OldRole): OldScope[] =>
    (rights.scopes.get(account) ?? []).filter((scope) => scope.role === null || scope.role === role);
  const actionsOf = ({ role }: OldRole): string[] =>
    (rights.menus.get(role) ?? []).flatMap((menu) => {
      const action = mapping.menus.get(menu);
      return action === undefined ? [`?${menu}`] : (action ?? []);
    });

  function factsOf(account: string, old: OldRole): string[] {
    const role = mapping.roles.get(old.role);
    if (role === null) return [];
    const [from, until] = [old.from?.toISOString() ?? null, old.until?.toISOString() ?? null];
    if (role === undefined) return [toCanonicalJson({ unknown: old.role, from, until })];
    const scopes = scopesOf(account, old);
    if (scopes.length === 0) return [toCanonicalJson({ role, unknown: 'scope', from, until })];
    return scopes.map(({ institution, division, topics, unknown }) =>
      unknown === null
        ? toFact({ role, institution, division, topics, from, until })
        : toCanonicalJson({ role, unknown, from, until }),
    );
  }

  const visibleScopes = (account: string, action: string, now: Date) =>
    rolesOf(account)
      .filter((role) => isLive(role, now) && actionsOf(role).includes(action))
      .flatMap((role) => scopesOf(account, role))
      .filter(({ unknown }) => unknown === null);

  return {
    of(account, now) {
      const roles = rolesOf(account).filter(({ until }) => !until || until > now);
      const menu = unique(roles.filter((role) => isLive(role, now)).flatMap(actionsOf));
      const visible = menu.map((action) => [action, walks.digest(visibleScopes(account, action, now))]);
      return {
        roles: unique(roles.flatMap((role) => factsOf(account, role))),
        menu,
        visible: Object.fromEntries(visible) as Record<string, string>,
      };
    },
    visibleTo: (account, action, now) => walks.ids(visibleScopes(account, action, now)),
  };
}

/** Institutions of scopes, each way down walked once. */
function createWalks(children: ReadonlyMap<number, readonly number[]>, { divisionOf, divisions }: Known) {
  const digests = new Map<string, string>();

  function liesIn(division: string | null, area: string): boolean {
    for (let code = division; code !== null; code = divisions.get(code) ?? null) if (code === area) return true;
    return false;
  }
  function* walk({ reach, institution, division }: OldScope): Generator<number> {
    const seen = new Set<number>(institution === null ? divisionOf.keys() : [institution]);
    // Grows while it is walked.
    if (reach === 'branch') for (const id of seen) for (const below of children.get(id) ?? []) seen.add(below);
    for (const id of seen) if (division === null || liesIn(divisionOf.get(id) ?? null, division)) yield id;
  }
  const ids = (scopes: readonly OldScope[]) =>
    [...new Set(scopes.flatMap((scope) => [...walk(scope)]))].sort((a, b) => a - b);
  const keyOf = ({ reach, institution, division }: OldScope) => `${reach}:${institution}:${division}`;
  return {
    ids,
    digest(scopes: readonly OldScope[]): string {
      const key = unique(scopes.map(keyOf)).join(' ');
      let digest = digests.get(key);
      if (digest === undefined) digests.set(key, (digest = hashIds(ids(scopes))));
      return digest;
    },
  };
}
