import type { StoredThing, Tx } from '../../db/index.ts';
import { Conflict, Invalid, NotFound } from '../../errors.ts';
import type { SealedText } from '../audit/sealed-text.ts';
import { ActRefused, applyAct, countNew, findRing, type Effect } from './acts.ts';
import { nameOn, type TreeNode } from './dated-tree.ts';
import { hashOf, listTouched, scopeChanges, type Scope } from './difference.ts';
import { idsIn } from './ids-in.ts';
import { countThings, findAct, insertAct, listLaterActs, markUndone, takeIds, takeTurn, writeTree } from './queries.ts';
import { readTree } from './read-tree.ts';
import type { ScopeChange, TreeAct } from './schema.ts';
import type { Day } from './spans.ts';

export interface ActParts {
  things: readonly StoredThing[];
  /** Whose roles hold for which branch. */
  scopes: readonly Scope[];
  today: Day;
}

/** What an act would do to the scope of people, and the word to declare it by. */
export interface Plan {
  difference: ScopeChange[];
  declared: string;
  moved: { institutions: number; things: number };
  /** What is called by number in it and in the act. */
  institutions: { id: number; name: string }[];
}

/** The act was not done: the difference is not the one that was declared. */
export class Undeclared extends Conflict {
  readonly plan: Plan;
  constructor(plan: Plan) {
    super('difference');
    this.plan = plan;
  }
}

/** Tries an act and writes nothing. Throws Invalid. */
export async function planAct(tx: Tx, act: TreeAct, parts: ActParts): Promise<Plan> {
  // Ids of a try are not taken from the sequence; they stand above all others.
  const { plan } = await workOut(tx, act, parts, (tree) => {
    const last = Math.max(0, ...tree.keys());
    return Promise.resolve(Array.from({ length: countNew(act) }, (_, at) => last + 1 + at));
  });
  return plan;
}

export interface Deed {
  act: TreeAct;
  /** Sealed; null where no account did it. */
  reason: SealedText | null;
  /** The hash of the difference that was shown. */
  declared: string;
  by: string;
}

/** Does an act in the transaction given. Throws Invalid, Undeclared. */
export async function doAct(tx: Tx, { act, reason, declared, by }: Deed, parts: ActParts): Promise<DoneAct> {
  await takeTurn(tx);
  const { plan, effect } = await workOut(tx, act, parts, () => takeIds(tx, countNew(act)));
  if (plan.declared !== declared) throw new Undeclared(plan);
  const made = new Map(effect.created.map(({ id, institution }) => [id, institution]));
  const nodes = [...effect.changes.values()].map(({ after }) => toWritten(after, made.get(after.id) ?? null));
  await writeTree(tx, nodes);
  const snapshots = [...effect.changes].map(([id, { before, after }]) => ({ id, before, after }));
  const id = await insertAct(tx, {
    ...{ kind: act.kind, asOf: act.asOf, payload: act, reason: reason?.sealed ?? null, by },
    ...{ difference: plan.difference, declared },
    state: act.asOf > parts.today ? 'planned' : 'done',
    before: snapshots.map(({ id, before }) => ({ id, node: before && bare(before) })),
    after: snapshots.map(({ id, after }) => ({ id, node: bare(after) })),
    institutions: [...listInvolved(effect)],
  });
  return { id, created: effect.created.map((one) => one.id) };
}
export interface DoneAct {
  id: number;
  /** The institutions it made, in the order in which it names them. */
  created: number[];
}

/** Takes back the last act on its institutions: all is as it was before. Throws NotFound, Conflict. */
export async function undoAct(
  tx: Tx,
  id: number,
  by: string,
  mayChange: (institution: number) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  await takeTurn(tx);
  const act = await findAct(tx, id);
  if (!act) throw new NotFound();
  const later = await listLaterActs(tx, id);
  if (act.state === 'undone' || later.length > 0) throw new Conflict('later_acts');
  const before = act.before as Snapshot[];
  const tree = await readTree(tx, 'all');
  // Where it is now, and where it goes back to.
  const above = (node: TreeNode | null) => node?.parents.map(({ value }) => value) ?? [];
  const places = before.flatMap(({ id, node }) => (node ? [id, ...above(node)] : above(tree.get(id) ?? null)));
  for (const institution of new Set(places)) await mayChange(institution);
  const isAsLeft = (act.after as Snapshot[]).every(({ id, node }) => {
    const now = tree.get(id);
    return now !== undefined && isSame(bare(now), node!);
  });
  if (!isAsLeft) throw new Conflict('later_acts');
  const restored = new Map<number, TreeNode>(tree);
  for (const { id, node } of before) {
    if (node) restored.set(id, node);
    else restored.delete(id);
  }
  if (before.some(({ id }) => findRing(restored, id, null))) throw new Conflict('later_acts');
  await writeTree(
    tx,
    before.map(({ id, node }) =>
      node ? toWritten(node, null) : { id, gone: true, names: [], parents: [], heirs: [] },
    ),
  );
  await markUndone(tx, id, by);
}

interface Snapshot {
  id: number;
  /** Null: there was none. */
  node: TreeNode | null;
}

interface Worked {
  plan: Plan;
  effect: Effect;
}

async function workOut(
  tx: Tx,
  act: TreeAct,
  { things, scopes, today }: ActParts,
  idsFor: (tree: ReadonlyMap<number, TreeNode>) => Promise<number[]>,
): Promise<Worked> {
  const tree = await readTree(tx, 'all');
  const newIds = await idsFor(tree);
  const effect = orInvalid(() => applyAct(tree, act, { today, newIds }));
  const bareOf = { scopes, thingsOf: () => 0 };
  const touched = scopeChanges(tree, effect, act.asOf, bareOf).flatMap(({ gains, loses }) => [...gains, ...loses]);
  const moved = listTouched(tree, effect.after, effect.changes, act.asOf);
  const counts = await countThings(tx, things, [...new Set([...touched, ...moved])]);
  const thingsOf = (id: number) => counts.get(id) ?? 0;
  const difference = withoutNew(scopeChanges(tree, effect, act.asOf, { scopes, thingsOf }), newIds);
  const known = [...moved].filter((id) => tree.has(id));
  const plan = {
    ...{ difference, declared: hashOf(difference) },
    moved: { institutions: known.length, things: known.reduce((sum, id) => sum + thingsOf(id), 0) },
    institutions: [...idsIn(act, difference)].flatMap((id) => {
      const node = tree.get(id);
      return node ? [{ id, name: nameOn(node, today) }] : [];
    }),
  };
  return { plan, effect };
}

/** Those an act makes have other ids each time it is tried: they are told as 0, -1 … in its order. */
function withoutNew(difference: readonly ScopeChange[], newIds: readonly number[]): ScopeChange[] {
  const told = (ids: readonly number[]) =>
    ids.map((id) => (newIds.includes(id) ? -newIds.indexOf(id) : id)).sort((a, b) => a - b);
  return difference.map((one) => ({ ...one, gains: told(one.gains), loses: told(one.loses) }));
}

function orInvalid<T>(run: () => T): T {
  try {
    return run();
  } catch (cause) {
    if (!(cause instanceof ActRefused)) throw cause;
    throw new Invalid([{ in: 'body', field: 'act', message: REFUSALS[cause.reason] }]);
  }
}
const REFUSALS: Record<ActRefused['reason'], string> = {
  unknown: 'names an institution that is not known',
  closed: 'names an institution that is not open on that day',
  same: 'would change nothing, or an institution into itself',
  level: 'would hang an institution below one of a lower level',
  ring: 'would hang an institution below itself',
  twice: 'names an institution twice',
  planned: 'meets a change that is already planned for later; undo that first',
  unassigned: 'leaves open what becomes of the institutions below it',
  'not-a-child': 'names an institution that is not below the one that is split',
  'new-that-day': 'would close an institution on the day it opens; undo its opening instead',
};

/** Whoever it changed, and whoever they hung below or went to, before or after. */
function listInvolved({ changes }: Effect): Set<number> {
  const involved = new Set<number>(changes.keys());
  for (const { before, after } of changes.values()) {
    for (const node of before ? [before, after] : [after]) {
      for (const { value } of node.parents) involved.add(value);
      for (const heir of node.heirs) involved.add(heir);
    }
  }
  return involved;
}

const spans = (some: TreeNode['names'] | TreeNode['parents']) =>
  some.map(({ value, from, to }) => ({ value, from, to }));

/** What belongs to the tree, in one order. */
function bare({ id, level, name, names, parents, opened, closed, heirs }: TreeNode): TreeNode {
  const own = { id, level, name, opened, closed, heirs: [...heirs] };
  return { ...own, names: spans(names) as TreeNode['names'], parents: spans(parents) as TreeNode['parents'] };
}
const isSame = (a: TreeNode, b: TreeNode): boolean => JSON.stringify(a) === JSON.stringify(bare(b));

function toWritten(node: TreeNode, made: object | null): object {
  return { ...bare(node), gone: false, made };
}
