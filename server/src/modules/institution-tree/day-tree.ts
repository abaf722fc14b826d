import { isOpenOn, nameOn, parentOn, rankOf, type TreeNode } from './dated-tree.ts';
import type { Day } from './spans.ts';

/** One state of the tree, ready to be read of any day. Institutions are named by their number here. */
export interface TreeIndex<N extends TreeNode = TreeNode> {
  readonly tree: ReadonlyMap<number, N>;
  /** In the order of siblings, by the names of today: sorted again, it costs little. */
  readonly nodes: readonly N[];
  readonly numbers: ReadonlyMap<number, number>;
  /** Of their levels. */
  readonly ranks: Uint8Array;
  /** The only parent ever, TOP for none, BY_DAY for who moved. */
  readonly parents: Int32Array;
  /** All names of all days, as siblings follow each other. */
  readonly called: readonly { readonly number: number; readonly name: string; readonly isOnly: boolean }[];
}
const TOP = -1;
const BY_DAY = -2;

export function indexTree<N extends TreeNode>(tree: ReadonlyMap<number, N>): TreeIndex<N> {
  const rankById = new Map(Array.from(tree.values(), ({ id, level }) => [id, rankOf(level)]));
  const nodes = [...tree.values()].sort(
    (a, b) => rankById.get(a.id)! - rankById.get(b.id)! || compare(a.name, a.id, b.name, b.id),
  );
  const ranks = Uint8Array.from(nodes, ({ id }) => rankById.get(id)!);
  const numbers = new Map(nodes.map(({ id }, number) => [id, number]));
  const parents = Int32Array.from(nodes, ({ parents: [only, ...more] }) => {
    if (!only) return TOP;
    const isAlways = more.length === 0 && only.from === null && only.to === null;
    return isAlways ? (numbers.get(only.value) ?? TOP) : BY_DAY;
  });
  const called = nodes.flatMap(({ name, names }, number) => {
    if (names.length === 0) return [{ number, name, isOnly: true }];
    const all = new Set([name, ...names.map(({ value }) => value)]);
    return Array.from(all, (one) => ({ number, name: one, isOnly: all.size === 1 }));
  });
  called.sort(
    (a, b) => ranks[a.number]! - ranks[b.number]! || compare(a.name, nodes[a.number]!.id, b.name, nodes[b.number]!.id),
  );
  return { tree, nodes, numbers, ranks, parents, called };
}

/**
 * What is shown of a day: those open, and those above somebody open, each before those below it, siblings in their order.
 * A branch is the stretch [at, ends[at]).
 */
export interface DayTree<N extends TreeNode = TreeNode> {
  readonly day: Day;
  /** Of all days. */
  readonly tree: ReadonlyMap<number, N>;
  readonly nodes: readonly N[];
  readonly names: readonly string[];
  readonly ranks: Uint8Array;
  readonly depths: Uint16Array;
  readonly ends: Int32Array;
  /** 1 where it is. */
  readonly isOpen: Uint8Array;
  /** Open ones below each. */
  readonly below: Int32Array;
  /** Where an institution stands; undefined for one that is not shown. */
  placeOf(id: number): number | undefined;
}

export function toDayTree<N extends TreeNode>(index: TreeIndex<N>, day: Day): DayTree<N> {
  const { tree, nodes, numbers, ranks } = index;
  const { order, depths, parents, names } = sortOn(index, day);
  const isOpen = Uint8Array.from(nodes, (node) => Number(isOpenOn(node, day)));
  const below = countBelow(order, parents, isOpen);
  // Above somebody who is shown everybody is.
  const shown = order.filter((number) => isOpen[number]! + below[number]! > 0);
  const places = new Int32Array(nodes.length).fill(-1);
  for (let place = 0; place < shown.length; place++) places[shown[place]!] = place;
  return {
    ...{ day, tree, ends: endsOf(shown, parents, places) },
    nodes: Array.from(shown, (number) => nodes[number]!),
    names: Array.from(shown, (number) => names[number]!),
    ranks: Uint8Array.from(shown, (number) => ranks[number]!),
    depths: Uint16Array.from(shown, (number) => depths[number]!),
    isOpen: Uint8Array.from(shown, (number) => isOpen[number]!),
    below: Int32Array.from(shown, (number) => below[number]!),
    placeOf: (id) => {
      const place = places[numbers.get(id) ?? -1] ?? -1;
      return place < 0 ? undefined : place;
    },
  };
}

/** Open ones below each, by its number. */
function countBelow(order: Int32Array, parents: Int32Array, isOpen: Uint8Array): Int32Array {
  const below = new Int32Array(parents.length);
  for (let at = order.length - 1; at >= 0; at--) {
    const number = order[at]!;
    const parent = parents[number]!;
    if (parent !== TOP) below[parent]! += below[number]! + isOpen[number]!;
  }
  return below;
}

/** Where the branch of each ends: with that of the last below it. */
function endsOf(shown: Int32Array, parents: Int32Array, places: Int32Array): Int32Array {
  const ends = new Int32Array(shown.length);
  for (let place = shown.length - 1; place >= 0; place--) {
    if (ends[place] === 0) ends[place] = place + 1;
    const parent = parents[shown[place]!]!;
    if (parent === TOP) continue;
    const above = places[parent]!;
    if (ends[above] === 0) ends[above] = ends[place]!;
  }
  return ends;
}

/** All in preorder, shown or not, but for who hangs in a ring. */
function sortOn<N extends TreeNode>({ tree, nodes, numbers, parents: always, called }: TreeIndex<N>, day: Day) {
  const parents = always.slice();
  const names = new Array<string>(nodes.length);
  // Of the parent at its number + 1, of the top at 0.
  const first = new Int32Array(nodes.length + 1).fill(-1);
  const last = first.slice();
  const next = first.slice();
  for (const { number, name, isOnly } of called) {
    const node = nodes[number]!;
    if (!isOnly && nameOn(node, day) !== name) continue;
    names[number] = name;
    if (parents[number] === BY_DAY) parents[number] = numbers.get(parentOn(tree, node, day) ?? -1) ?? TOP;
    const slot = parents[number]! + 1;
    if (last[slot]! < 0) first[slot] = number;
    else next[last[slot]!] = number;
    last[slot] = number;
  }
  const order = new Int32Array(nodes.length);
  const depths = new Uint16Array(nodes.length);
  let [count, depth] = [0, 0];
  for (let at = first[0]!; at >= 0;) {
    order[count++] = at;
    depths[at] = depth;
    const child = first[at + 1]!;
    if (child >= 0) {
      at = child;
      depth++;
      continue;
    }
    while (at >= 0 && next[at]! < 0) {
      at = parents[at]!;
      depth--;
    }
    if (at >= 0) at = next[at]!;
  }
  return { order: order.subarray(0, count), depths, parents, names };
}

/** Those at the top, or at once below a place, in their order. */
export function childrenOf({ nodes, ends }: DayTree, place: number | null): number[] {
  const children: number[] = [];
  const end = place === null ? nodes.length : ends[place]!;
  for (let at = place === null ? 0 : place + 1; at < end; at = ends[at]!) children.push(at);
  return children;
}

/** Upper levels first, then by name. */
export function inOrder({ nodes, names, ranks }: DayTree, a: number, b: number): number {
  return ranks[a]! - ranks[b]! || compare(names[a]!, nodes[a]!.id, names[b]!, nodes[b]!.id);
}

function compare(name: string, id: number, otherName: string, otherId: number): number {
  if (name !== otherName) return name < otherName ? -1 : 1;
  return id - otherId;
}
