import type { Keys } from '../../crypto/keys.ts';
import { withActor, type Actor, type Database, type StoredThing, type Tx } from '../../db/index.ts';
import { toDateTime, toDay } from '../../formats/shanghai-time.ts';
import { act, type Acting } from '../audit/act.ts';
import { openBy, sealAbout } from '../audit/sealed-text.ts';
import { demand } from '../authority/service.ts';
import { doAct, planAct, undoAct, type ActParts, type DoneAct, type Plan } from './do-act.ts';
import { idsIn } from './ids-in.ts';
import { listActs, listNames, listScopes } from './queries.ts';
import type { NewTreeAct, ScopeChange, TreeAct } from './schema.ts';

interface Source {
  database: Database;
  keys: Keys;
  things: readonly StoredThing[];
}

/** Throws Invalid, Forbidden. */
export function planTreeAct(source: Source, wanted: TreeAct, actor: Actor, now: Date): Promise<Plan> {
  return withActor(source.database, actor, async (tx) => {
    await demandAct(tx, wanted);
    return planAct(tx, wanted, await partsOf(tx, source, now));
  });
}

/** Throws Invalid, Forbidden, Conflict. */
export function doTreeAct(
  source: Source,
  { act: wanted, reason, declared }: NewTreeAct,
  acting: Acting,
): Promise<DoneAct> {
  return act(source.database, acting, async (tx, note) => {
    await demandAct(tx, wanted);
    const parts = await partsOf(tx, source, acting.now);
    const { actor } = acting;
    const sealed = actor.kind === 'account' ? await sealAbout(tx, source.keys, actor.account, reason) : null;
    const done = await doAct(tx, { act: wanted, reason: sealed, declared, by: byOf(actor) }, parts);
    note({
      action: `tree.${wanted.kind}`,
      subject: `tree_act:${done.id}`,
      after: { act: wanted, declared },
      isPublic: true,
    });
    return done;
  });
}

/** Throws NotFound, Forbidden, Conflict. */
export function undoTreeAct(source: Source, id: number, acting: Acting): Promise<{ done: true }> {
  return act(source.database, acting, async (tx, note) => {
    await undoAct(tx, id, byOf(acting.actor), (institution) => demand(tx, 'tree.change', { institution }, OUTSIDE));
    note({ action: 'tree.undo', subject: `tree_act:${id}` });
    return { done: true };
  });
}

export interface ActsAsked {
  of?: number | undefined;
  before?: number | undefined;
  limit: number;
}

export function listTreeActs({ database, keys }: Source, { of, before, limit }: ActsAsked, actor: Actor) {
  return withActor(database, actor, async (tx) => {
    const rows = await listActs(tx, { institution: of ?? null, before: before ?? null, limit });
    const acts = rows.map(({ id, payload, reason, reason_key: key, state, difference, done_by, done_at }) => ({
      ...{
        id,
        act: payload as TreeAct,
        reason: reason && key && openBy(keys, { account: done_by, key, sealed: reason }),
        state,
        difference: difference as ScopeChange[],
      },
      ...{ by: done_by, at: toDateTime(done_at) },
    }));
    const ids = acts.flatMap(({ act, difference }) => [...idsIn(act, difference)]);
    return { acts, institutions: await listNames(tx, [...new Set(ids)]) };
  });
}

const OUTSIDE = { isHidden: false, reason: 'outside_branch' } as const;
const byOf = (actor: Actor): string => (actor.kind === 'account' ? actor.account : actor.kind);

async function partsOf(tx: Tx, { things }: Source, now: Date): Promise<ActParts> {
  return { things, scopes: await listScopes(tx), today: toDay(now) };
}

/** Both the branch it leaves and the one it enters; null is the top, which is nobody's alone. */
async function demandAct(tx: Tx, wanted: TreeAct): Promise<void> {
  // One after another: a transaction has one connection.
  for (const institution of listTargets(wanted)) await demand(tx, 'tree.change', { institution }, OUTSIDE);
}

function listTargets(wanted: TreeAct): Set<number | null> {
  const ofOne = (one: number | { parent: number | null }) => (typeof one === 'number' ? one : one.parent);
  switch (wanted.kind) {
    case 'rename':
      return new Set([wanted.institution]);
    case 'move':
      return new Set([wanted.institution, wanted.parent]);
    case 'open':
      return new Set([wanted.opens.parent]);
    case 'close':
      return new Set([wanted.institution, ...(wanted.childrenTo ? [wanted.childrenTo] : [])]);
    case 'merge':
      return new Set([...wanted.institutions, ofOne(wanted.into)]);
    case 'split':
      return new Set([wanted.institution, ...wanted.into.map(ofOne)]);
  }
}
