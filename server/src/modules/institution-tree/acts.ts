import { isOpenOn, nameOn, pathOn, rankOf, type DatedTree, type TreeNode } from './dated-tree.ts';
import type { NewInstitution, TreeAct } from './schema.ts';
import { edgesAfter, holdsOn, meet, setFrom, valueOn, type Day, type Span } from './spans.ts';

/** Why an act cannot be done, and about whom. */
export class ActRefused extends Error {
  readonly reason: RefusalReason;
  readonly institutions: readonly number[];
  constructor(reason: RefusalReason, institutions: readonly number[]) {
    super(`${reason}: ${institutions.join(', ')}`);
    this.reason = reason;
    this.institutions = institutions;
  }
}
export type RefusalReason =
  | 'unknown'
  | 'closed'
  | 'same'
  | 'level'
  | 'ring'
  | 'twice'
  | 'planned'
  | 'unassigned'
  | 'not-a-child'
  | 'new-that-day';

/** What an act makes of the tree; `created` in the order in which the act names new ones. */
export interface Effect {
  /** Those changed, before (null: there was none) and after. */
  changes: ReadonlyMap<number, { before: TreeNode | null; after: TreeNode }>;
  created: readonly { id: number; institution: NewInstitution }[];
  after: DatedTree;
}

interface Given {
  today: Day;
  /** For those the act makes, in its order. */
  newIds: readonly number[];
}

/** Works out an act on the tree of all days, and writes nothing. Throws ActRefused. */
export function applyAct(tree: DatedTree, act: TreeAct, given: Given): Effect {
  const draft = new Draft(tree, act.asOf, given);
  switch (act.kind) {
    case 'rename':
      draft.rename(act.institution, act.name);
      break;
    case 'move':
      draft.move(act.institution, act.parent);
      break;
    case 'open':
      draft.open(act.opens);
      break;
    case 'close':
      if (act.childrenTo === act.institution) throw new ActRefused('same', [act.institution]);
      draft.close(act.institution, null, () => act.childrenTo ?? null);
      break;
    case 'merge':
      merge(draft, act);
      break;
    case 'split':
      split(draft, act);
      break;
  }
  return draft.finish();
}

/** How many ids an act needs for those it makes. */
export function countNew(act: TreeAct): number {
  if (act.kind === 'open') return 1;
  if (act.kind === 'merge') return Number(typeof act.into !== 'number');
  return act.kind === 'split' ? act.into.filter((one) => typeof one !== 'number').length : 0;
}

function merge(draft: Draft, { institutions, into }: Extract<TreeAct, { kind: 'merge' }>): void {
  refuseTwice(institutions);
  const heir = draft.take(into);
  if (institutions.includes(heir)) throw new ActRefused('same', [heir]);
  for (const id of institutions) draft.close(id, heir, () => heir);
}

function split(draft: Draft, act: Extract<TreeAct, { kind: 'split' }>): void {
  const heirs = act.into.map((one) => draft.take(one));
  refuseTwice(heirs);
  if (heirs.includes(act.institution)) throw new ActRefused('same', [act.institution]);
  const heirOf = new Map(act.children.map(({ id, to }) => [id, heirs[to]]));
  draft.close(act.institution, heirs[act.rest]!, (child) => heirOf.get(child) ?? null, heirs);
  const strangers = act.children.filter(({ id }) => !draft.wasChild(id, act.institution));
  if (strangers.length > 0)
    throw new ActRefused(
      'not-a-child',
      strangers.map(({ id }) => id),
    );
}

function refuseTwice(ids: readonly number[]): void {
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
  if (twice.length > 0) throw new ActRefused('twice', twice);
}

class Draft {
  readonly #before: DatedTree;
  readonly #after: Map<number, TreeNode>;
  readonly #changed = new Set<number>();
  readonly #created: { id: number; institution: NewInstitution }[] = [];
  readonly #day: Day;
  readonly #given: Given;
  /** New places in the tree, to be looked at once all is in place. */
  readonly #hung: number[] = [];

  constructor(tree: DatedTree, day: Day, given: Given) {
    this.#before = tree;
    this.#after = new Map(tree);
    this.#day = day;
    this.#given = given;
  }

  rename(id: number, name: string): void {
    const node = this.#openOne(id);
    if (nameOn(node, this.#day) === name) throw new ActRefused('same', [id]);
    const known = node.names.length > 0 ? node.names : [{ value: node.name, from: null, to: null }];
    this.#refuseComing(id, known, name);
    const names = setFrom(known, this.#day, name);
    this.#put({ ...node, names, name: nameOn({ name: node.name, names }, this.#given.today) });
  }

  move(id: number, parent: number | null): void {
    const node = this.#openOne(id);
    if (this.#parentOf(node) === parent) throw new ActRefused('same', [id]);
    this.#refuseComing(id, node.parents, parent);
    this.#hang(node, parent);
  }

  open(institution: NewInstitution): number {
    const id = this.#given.newIds[this.#created.length]!;
    const { name, level, parent } = institution;
    this.#created.push({ id, institution });
    const made = { id, name, level, names: [], parents: [], opened: this.#day, closed: null, heirs: [] };
    this.#put(made);
    if (parent !== null) this.#hang(made, parent);
    return id;
  }

  /** The id of one that is open already, or of a new one. */
  take(one: number | NewInstitution): number {
    return typeof one === 'number' ? this.#openOne(one).id : this.open(one);
  }

  /** Closes it; from then on it hangs below `heir`, with all it ever offered, and those below it go where `heirOf` says. */
  close(id: number, heir: number | null, heirOf: (child: number) => number | null, heirs?: readonly number[]): void {
    const node = this.#openOne(id);
    // It would never have been: its opening is undone instead.
    if (node.opened === this.#day) throw new ActRefused('new-that-day', [id]);
    this.#refusePlanned(node);
    const children = this.#childrenOf(id);
    const lost = children.filter((child) => heirOf(child.id) === null);
    if (lost.length > 0)
      throw new ActRefused(
        'unassigned',
        lost.map((child) => child.id),
      );
    for (const child of children) this.#hang(child, heirOf(child.id));
    const closed = { ...this.#after.get(id)!, closed: this.#day, heirs: heirs ?? (heir === null ? [] : [heir]) };
    this.#put(closed);
    if (heir !== null) this.#hang(closed, heir, false);
  }

  wasChild(id: number, parent: number): boolean {
    return this.#before.get(id)?.parents.some((span) => span.value === parent && holdsOn(span, this.#day)) ?? false;
  }

  finish(): Effect {
    for (const id of this.#hung) if (findRing(this.#after, id, this.#day)) throw new ActRefused('ring', [id]);
    const changes = new Map(
      [...this.#changed].map((id) => [id, { before: this.#before.get(id) ?? null, after: this.#after.get(id)! }]),
    );
    return { changes, created: this.#created, after: this.#after };
  }

  #put(node: TreeNode): void {
    this.#after.set(node.id, node);
    this.#changed.add(node.id);
  }

  #openOne(id: number): TreeNode {
    const node = this.#after.get(id);
    if (!node) throw new ActRefused('unknown', [id]);
    if (!isOpenOn(node, this.#day)) throw new ActRefused('closed', [id]);
    if (node.closed !== null) throw new ActRefused('planned', [id]);
    return node;
  }

  #parentOf(node: TreeNode): number | null {
    return pathOn(this.#after, node.id, this.#day).at(-1) ?? null;
  }

  /** Below `parent` from the day on; `isLevelled`: no level may hang below a lower one. */
  #hang(node: TreeNode, parent: number | null, isLevelled = true): void {
    if (parent !== null) {
      const above = this.#openOne(parent);
      if (isLevelled && rankOf(above.level) > rankOf(node.level)) throw new ActRefused('level', [node.id, parent]);
    }
    this.#put({ ...this.#after.get(node.id)!, parents: setFrom(node.parents, this.#day, parent) });
    this.#hung.push(node.id);
  }

  /** Those that are below it on the day and not closed by then. */
  #childrenOf(id: number): TreeNode[] {
    return [...this.#after.values()].filter(
      ({ parents, closed }) =>
        (closed === null || closed > this.#day) &&
        parents.some((span) => span.value === id && holdsOn(span, this.#day)),
    );
  }

  /** What comes next anyhow would be lost as a change of its own. */
  #refuseComing<T>(id: number, spans: readonly Span<T>[], value: T | null): void {
    const next = edgesAfter(spans, this.#day).sort()[0];
    if (next !== undefined && (valueOn(spans, next) ?? null) === value) throw new ActRefused('planned', [id]);
  }

  /** What is planned for later on it, or towards it, has to be undone first. */
  #refusePlanned(node: TreeNode): void {
    const own = edgesAfter([...node.names, ...node.parents], this.#day);
    const coming = [...this.#after.values()].filter(({ parents }) =>
      parents.some(({ value, from }) => value === node.id && from !== null && from > this.#day),
    );
    if (own.length + coming.length > 0) throw new ActRefused('planned', [node.id, ...coming.map(({ id }) => id)]);
  }
}

/** Whether it is above itself on `from` or a later day; null: on any day. */
export function findRing(tree: DatedTree, id: number, from: Day | null): boolean {
  const climb = (at: number, span: Omit<Span<unknown>, 'value'>, depth: number): boolean =>
    (tree.get(at)?.parents ?? []).some((parent) => {
      const both = meet(parent, span);
      if (!both) return false;
      return parent.value === id || (depth < tree.size && climb(parent.value, both, depth + 1));
    });
  return climb(id, { from, to: null }, 0);
}
