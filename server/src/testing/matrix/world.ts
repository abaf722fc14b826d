import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { ROLES, traitsOfRole, type Action, type Role } from '../../contract/access.ts';
import type { Keys } from '../../crypto/keys.ts';
import { wrapNewKey } from '../../modules/accounts/person-key.ts';
import { insertInstitution } from '../sample.ts';
import { insertPinned, type Pinned } from './pinned.ts';
import { insertSource, type PlantedSource } from './planted-source.ts';
import { insertSignedIn } from '../signed-in.ts';

/** Where something lies, seen from the branch that the actors of local roles have. */
export const RELATIONS = ['own', 'child', 'parent', 'sibling', 'prefix', 'foreign', 'everywhere'] as const;
export type Relation = (typeof RELATIONS)[number];
/** How the role of an actor stands; `stale`: the proof that it is them is old; `delegated`: acts for somebody; `undelegated`: did. */
export const VARIANTS = ['live', 'stale', 'expired', 'unconfirmed', 'delegated', 'undelegated'] as const;
type Variant = (typeof VARIANTS)[number];

export interface Actor {
  name: string;
  role: Role | null;
  variant: Variant;
  account: string;
  person: string;
  /** Null for a guest. */
  token: string | null;
  proof: string;
  /** By which they act for somebody, or did. */
  delegation: string | null;
}
/** Somebody with roles in one place, to whom things are done. */
export interface Target {
  relation: Relation;
  institution: number | null;
  account: string;
  person: string;
  session: string;
  /** An educator there, and a unit administrator there. */
  grants: { educator: string; unit_admin: string };
  /** What they wrote there. */
  pinned: Pinned;
  source: PlantedSource | null;
}
export interface World {
  actors: readonly Actor[];
  targets: readonly Target[];
  parents: ReadonlyMap<number, number>;
  home: number;
  /** What one security administrator proposed, and the actor themselves. */
  proposals: { other: string; own: string };
  /** Who gets roles. */
  receiver: string;
  /** With roles everywhere; lets the delegates change what they are called and nothing else. */
  principal: { account: string; person: string };
}

const SPAN: Record<Variant, string> = {
  live: '[2020-01-01,)',
  stale: '[2020-01-01,)',
  expired: '[2020-01-01,2021-01-01)',
  unconfirmed: '[2020-01-01,)',
  delegated: '[2020-01-01,)',
  undelegated: '[2020-01-01,)',
};

export async function makeWorld(owner: pg.Pool, keys: Keys): Promise<World> {
  const parents = new Map<number, number>();
  const make = async (name: string, parent: number | null) => {
    const id = await insertInstitution(owner, name, 'senior-university');
    if (parent === null) return id;
    await owner.query("INSERT INTO institution_parents VALUES ($1, $2, '[2020-01-01,)')", [id, parent]);
    parents.set(id, parent);
    return id;
  };
  // Names that begin alike are of no branch, and were a parent once is of no branch today.
  const parent = await make('1', null);
  const home = await make('1.1', parent);
  const foreign = await make('2', null);
  const places: Record<Relation, number | null> = {
    own: home,
    parent,
    foreign,
    child: await make('1.1.1', home),
    sibling: await make('1.2', parent),
    prefix: await make('1.10', parent),
    everywhere: null,
  };
  await owner.query("INSERT INTO institution_parents VALUES ($1, $2, '[2010-01-01,2011-01-01)')", [foreign, home]);
  const guest: Actor = {
    name: 'guest',
    role: null,
    variant: 'live',
    account: randomUUID(),
    person: randomUUID(),
    token: null,
    proof: '',
    delegation: null,
  };
  const principal = await makeTarget(owner, keys, { relation: 'everywhere', institution: null });
  const { wrapped } = wrapNewKey(keys, principal.person);
  await owner.query('UPDATE persons SET data_key = $2 WHERE id = $1', [principal.person, wrapped]);
  // Nothing of it was sealed by that key.
  await owner.query('DELETE FROM contacts WHERE account_id = $1', [principal.account]);
  await owner.query("INSERT INTO record_keys (account_id, data_key) VALUES ($1, '\\x00')", [principal.account]);
  const known = await Promise.all([
    makeActor(owner, 'resident', null, 'live', home),
    ...ROLES.flatMap((role) => VARIANTS.map((variant) => makeActor(owner, `${role} ${variant}`, role, variant, home))),
  ]);
  const actors = [guest, ...known];
  for (const actor of known) await delegate(owner, actor, principal.person);
  const targets = await Promise.all(
    RELATIONS.map((relation) => makeTarget(owner, keys, { relation, institution: places[relation] })),
  );
  const other = await makeActor(owner, 'proposes', 'security_admin', 'live', home);
  const security = actors.find(({ name }) => name === 'security_admin live')!;
  const receiver = (await makeActor(owner, 'receives', null, 'live', home)).account;
  const propose = async (by: string) =>
    insertGrant(owner, {
      account: (await makeActor(owner, 'proposed', null, 'live', home)).account,
      role: 'audit_admin',
      institution: null,
      by,
      needsSecond: true,
    });
  return {
    actors,
    targets,
    parents,
    home,
    receiver,
    principal,
    proposals: { other: await propose(other.account), own: await propose(security.account) },
  };
}

async function makeActor(
  owner: pg.Pool,
  name: string,
  role: Role | null,
  variant: Variant,
  home: number,
): Promise<Actor> {
  const { account, person, token, proof } = await makeAccount(owner, variant === 'stale' ? '2020-01-01' : 'now');
  const actor = { name, role, variant, account, person, token, proof, delegation: null };
  if (role === null) return actor;
  const institution = traitsOfRole(role).isLocal ? home : null;
  await insertGrant(owner, { account, role, institution, span: SPAN[variant], needsSecond: variant === 'unconfirmed' });
  return actor;
}

/** Acts for the principal in its session; of `undelegated` the delegation is over since, by time or by somebody's will. */
async function delegate(owner: pg.Pool, actor: Actor, principal: string): Promise<void> {
  if (actor.variant !== 'delegated' && actor.variant !== 'undelegated') return;
  const isOver = actor.variant === 'undelegated';
  const isByTime = isOver && actor.role !== null && traitsOfRole(actor.role).isLocal;
  const { rows } = await owner.query<{ id: string }>(
    `INSERT INTO delegations (kind, principal, delegate, actions, purpose, consent_version, valid, ended_at, made_by)
     VALUES ('invited', $1, $2, '{details.change}', 'delegation', '1', $3, $4, $2) RETURNING id`,
    [
      principal,
      actor.account,
      isByTime ? '[2020-01-01,2021-01-01)' : '[2020-01-01,2099-01-01)',
      isOver && !isByTime ? 'now' : null,
    ],
  );
  actor.delegation = rows[0]!.id;
  await owner.query('UPDATE sessions SET on_behalf_of = $1 WHERE account_id = $2', [principal, actor.account]);
}

async function makeTarget(
  owner: pg.Pool,
  keys: Keys,
  { relation, institution }: { relation: Relation; institution: number | null },
): Promise<Target> {
  const { account, person, session } = await makeAccount(owner, 'now');
  const give = (role: Role) => insertGrant(owner, { account, role, institution });
  return {
    relation,
    institution,
    account,
    person,
    session,
    grants: { educator: await give('educator'), unit_admin: await give('unit_admin') },
    pinned: await insertPinned(owner, account, institution),
    source: institution === null ? null : await insertSource(owner, keys, institution),
  };
}

/** With a row in every table of persons. */
async function makeAccount(owner: pg.Pool, steppedUp: string) {
  const made = await insertSignedIn(owner, steppedUp);
  const { account } = made;
  await owner.query(
    "INSERT INTO contacts (account_id, kind, value, value_index) VALUES ($1, 'phone', '\\x00', $2::text::bytea)",
    [account, account],
  );
  await owner.query("INSERT INTO identities (issuer, subject, account_id) VALUES ('https://id.example', $1, $2)", [
    account,
    account,
  ]);
  await owner.query("INSERT INTO credentials (account_id, kind, data) VALUES ($1, 'password', '{}')", [account]);
  await owner.query("INSERT INTO consents (account_id, purpose, version) VALUES ($1, 'account', '2026-11-30')", [
    account,
  ]);
  return made;
}

interface Given {
  account: string;
  role: Role;
  institution: number | null;
  span?: string;
  by?: string;
  needsSecond?: boolean;
}
async function insertGrant(owner: pg.Pool, given: Given): Promise<string> {
  const { account, role, institution, span = SPAN.live, by = null, needsSecond = false } = given;
  const { rows } = await owner.query<{ id: string }>(
    `INSERT INTO grants (account_id, role, institution_id, valid, granted_by, needs_second)
     VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
    [account, role, institution, span, by, needsSecond],
  );
  return rows[0]!.id;
}

/** Whose role holds; who acts for somebody has none meanwhile. */
const HOLDS: ReadonlySet<Variant> = new Set(['live', 'stale', 'undelegated']);

/** Who may what, by walking up the tree and nothing else. */
export class Model {
  readonly #world: World;
  constructor(world: World) {
    this.#world = world;
  }

  actions({ role, variant }: Actor): readonly Action[] {
    return role !== null && HOLDS.has(variant) ? traitsOfRole(role).may : [];
  }

  /** Whether the role of the actor reaches it. */
  reaches({ role }: Actor, institution: number | null): boolean {
    if (role === null) return false;
    if (!traitsOfRole(role).isLocal) return true;
    for (let at = institution ?? undefined; at !== undefined; at = this.#world.parents.get(at))
      if (at === this.#world.home) return true;
    return false;
  }

  may(actor: Actor, action: Action, institution: number | null): boolean {
    return this.actions(actor).includes(action) && this.reaches(actor, institution);
  }

  mayGive(actor: Actor, role: Role, institution: number | null): boolean {
    if (!this.may(actor, 'grants.change', institution)) return false;
    const isProvincial = actor.role === 'security_admin';
    if (!traitsOfRole(role).isLocal) return isProvincial && institution === null;
    return role !== 'unit_admin' || isProvincial || institution !== this.#world.home;
  }
}
