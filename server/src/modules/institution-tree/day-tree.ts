import { childrenOn, isOpenOn, nameOn, rankOf, type TreeNode } from './dated-tree.ts';
import type { Day } from './spans.ts';

/** An institution on a day. */
export interface DayNode<N extends TreeNode = TreeNode> {
  node: N;
  name: string;
  parent: DayNode<N> | null;
  children: DayNode<N>[];
  isOpen: boolean;
  /** Open ones below it. */
  below: number;
}

/** The tree of one day, ready to be read: those open, and those above somebody open. */
export interface DayTree<N extends TreeNode = TreeNode> {
  day: Day;
  top: DayNode<N>[];
  /** All, shown or not. */
  byId: ReadonlyMap<number, DayNode<N>>;
}

export function toDayTree<N extends TreeNode>(tree: ReadonlyMap<number, N>, day: Day): DayTree<N> {
  const byId = new Map<number, DayNode<N>>();
  for (const node of tree.values()) {
    const isOpen = isOpenOn(node, day);
    byId.set(node.id, { node, name: nameOn(node, day), parent: null, children: [], isOpen, below: 0 });
  }
  const children = childrenOn(tree, day);
  // From the top down, so that nothing hangs in a ring; counted on the way back.
  const order: DayNode<N>[] = (children.get(null) ?? []).map((id) => byId.get(id)!);
  const top = [...order];
  for (const parent of order) {
    for (const id of children.get(parent.node.id) ?? []) {
      const child = byId.get(id)!;
      child.parent = parent;
      order.push(child);
    }
  }
  for (const at of order.reverse()) {
    if (at.children.length > 1) at.children.sort(inOrder);
    if (!at.parent || !isShown(at)) continue;
    at.parent.below += at.below + Number(at.isOpen);
    at.parent.children.push(at);
  }
  return { day, top: top.filter(isShown).sort(inOrder), byId };
}

const isShown = ({ isOpen, below }: DayNode): boolean => isOpen || below > 0;

/** Upper levels first, then by name. */
export function inOrder(a: DayNode, b: DayNode): number {
  const rank = rankOf(a.node.level) - rankOf(b.node.level);
  if (rank !== 0) return rank;
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  return a.node.id - b.node.id;
}

/** From the top down to the parent. */
export function pathTo<N extends TreeNode>(at: DayNode<N>): DayNode<N>[] {
  const path: DayNode<N>[] = [];
  for (let above = at.parent; above; above = above.parent) path.push(above);
  return path.reverse();
}

/** What is shown of a branch, each before those below it. */
export function* walk<N extends TreeNode>(roots: readonly DayNode<N>[], depth = 0): Generator<[DayNode<N>, number]> {
  for (const root of roots) {
    yield [root, depth];
    yield* walk(root.children, depth + 1);
  }
}

/** What is shown of a day, each before those below it: a branch is the stretch [at, ends[at]). */
export interface Preorder<N extends TreeNode = TreeNode> {
  nodes: DayNode<N>[];
  depths: number[];
  ends: number[];
  /** Where an institution stands; one that is not shown has no place. */
  places: ReadonlyMap<number, number>;
}

export function toPreorder<N extends TreeNode>({ top }: DayTree<N>): Preorder<N> {
  const nodes: DayNode<N>[] = [];
  const depths: number[] = [];
  for (const [node, depth] of walk(top)) {
    nodes.push(node);
    depths.push(depth);
  }
  const ends = nodes.map((_, at) => at + 1);
  // From the end, where all below are known: the end of the last child is that of the branch.
  for (let at = nodes.length - 1; at >= 0; at--) {
    while (ends[at]! < nodes.length && depths[ends[at]!]! > depths[at]!) ends[at] = ends[ends[at]!]!;
  }
  return { nodes, depths, ends, places: new Map(nodes.map(({ node }, at) => [node.id, at])) };
}
