import type { z } from 'zod';
import { withReader, type Database } from '../../db/index.ts';
import { Invalid, NotFound } from '../../errors.ts';
import { toDay } from '../../formats/shanghai-time.ts';
import { LEVELS, rankOf } from './dated-tree.ts';
import { inOrder, pathTo, toDayTree, toPreorder, type DayNode, type DayTree, type Preorder } from './day-tree.ts';
import { readTree, type KnownNode } from './read-tree.ts';
import type {
  findInTree,
  getTreeBranch,
  getTreeSkeleton,
  getTreeTop,
  TreeBranch,
  TreeFinds,
  TreeRow,
  TreeSkeleton,
  TreeTop,
} from './schema.ts';
import type { Day } from './spans.ts';

/** The live catalogue, as far as the tree needs it. */
interface Source {
  database: Database;
  live: {
    readonly current: {
      readonly institutions: { readonly byName: object };
      divisionsAbove(code: string): readonly string[];
    };
  };
}
type Node = DayNode<KnownNode>;
type Query<E extends { query: z.ZodType }> = z.output<E['query']>;

/** Trees of days made of one state of the tree. */
interface Known {
  tree: Promise<Map<number, KnownNode>>;
  days: Map<Day, DayTree<KnownNode>>;
}
const DAYS_KEPT = 8;
// By names of institutions: another map once one of them or its place in the tree changed.
const known = new WeakMap<object, Known>();

async function treeOf({ database, live }: Source, day: Day): Promise<DayTree<KnownNode>> {
  const { byName } = live.current.institutions;
  let state = known.get(byName);
  if (!state) {
    state = { tree: withReader(database, (tx) => readTree(tx, 'public')), days: new Map() };
    known.set(byName, state);
    state.tree.catch(() => known.delete(byName));
  }
  const tree = await state.tree;
  const kept = state.days.get(day) ?? toDayTree(tree, day);
  state.days.delete(day);
  state.days.set(day, kept);
  if (state.days.size > DAYS_KEPT) state.days.delete(state.days.keys().next().value!);
  return kept;
}

export async function readTop(source: Source, query: Query<typeof getTreeTop>, now: Date): Promise<TreeTop> {
  const tree = await treeOf(source, query.asOf ?? toDay(now));
  const { area } = query;
  const rows = area === undefined ? tree.top : listUppermost(tree, (node) => isInside(source, node, area));
  return { asOf: tree.day, ...toPage(rows, query), open: countOpen(rows) };
}

/** Throws NotFound. */
export async function readBranch(
  source: Source,
  id: number,
  query: Query<typeof getTreeBranch>,
  now: Date,
): Promise<TreeBranch> {
  const tree = await treeOf(source, query.asOf ?? toDay(now));
  const at = nodeOf(tree, id);
  const { opened, closed, names, heirs } = at.node;
  return {
    asOf: tree.day,
    institution: {
      ...toRow(at),
      openedOn: opened,
      closedOn: closed,
      names: names.map(({ value, from, to }) => ({ name: value, from, to })),
      heirs: heirs.flatMap((heir) => tree.byId.get(heir) ?? []).map(toRef),
    },
    path: pathTo(at).map(toRef),
    ...toPage(at.children, query),
    open: at.below,
  };
}

/** Throws NotFound. */
export async function readSkeleton(
  source: Source,
  id: number,
  { asOf }: Query<typeof getTreeSkeleton>,
  now: Date,
): Promise<TreeSkeleton> {
  const tree = await treeOf(source, asOf ?? toDay(now));
  const root = nodeOf(tree, id);
  const { nodes, depths, ends, places } = preorderOf(tree);
  const at = places.get(id);
  const branch = at === undefined ? [root] : nodes.slice(at, ends[at]);
  return {
    asOf: tree.day,
    levels: [...LEVELS],
    ids: branch.map(({ node }) => node.id),
    depths: at === undefined ? [0] : depths.slice(at, ends[at]).map((depth) => depth - depths[at]!),
    level: branch.map(({ node }) => rankOf(node.level)),
    names: branch.map(({ name }) => name),
  };
}

const preorders = new WeakMap<DayTree<KnownNode>, Preorder<KnownNode>>();

function preorderOf(tree: DayTree<KnownNode>): Preorder<KnownNode> {
  let known = preorders.get(tree);
  if (!known) preorders.set(tree, (known = toPreorder(tree)));
  return known;
}

/** Throws NotFound where the branch is not known. */
export async function find(source: Source, query: Query<typeof findInTree>, now: Date): Promise<TreeFinds> {
  const tree = await treeOf(source, query.asOf ?? toDay(now));
  const wanted = fold(query.q);
  const hits = listBelow(tree, query.below).filter(({ node }) => foldedOf(node).some((name) => name.includes(wanted)));
  // Those whose name of the day begins so come first.
  const rank = ({ name }: Node) => (fold(name).startsWith(wanted) ? 0 : fold(name).includes(wanted) ? 1 : 2);
  hits.sort((a, b) => rank(a) - rank(b) || inOrder(a, b));
  const { rows, ...page } = toPage(hits, query);
  const shown = rows.map((row) => {
    const at = tree.byId.get(row.id)!;
    const isByName = fold(at.name).includes(wanted);
    const former = isByName ? undefined : listNames(at).find((name) => fold(name).includes(wanted));
    return { ...row, path: pathTo(at).map(toRef), formerName: former ?? null };
  });
  return { asOf: tree.day, rows: shown, ...page };
}

/** All that is shown, or what is below an institution. Throws NotFound. */
function listBelow(tree: DayTree<KnownNode>, below: number | undefined): Node[] {
  const { nodes, ends, places } = preorderOf(tree);
  if (below === undefined) return nodes;
  nodeOf(tree, below);
  const at = places.get(below);
  return at === undefined ? [] : nodes.slice(at + 1, ends[at]);
}

/** What an institution was, is and will be called, for comparing. */
const folded = new WeakMap<KnownNode, string[]>();
function foldedOf(node: KnownNode): string[] {
  let known = folded.get(node);
  if (!known) {
    const names = [node.name, ...node.names.map(({ value }) => value), ...node.aliases];
    folded.set(node, (known = names.map(fold)));
  }
  return known;
}

const fold = (text: string) => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '');
const listNames = ({ name, node }: Node) => [name, ...node.names.map(({ value }) => value), ...node.aliases];
const toRef = ({ node, name }: Node) => ({ id: node.id, name });
const countOpen = (rows: readonly Node[]) => rows.reduce((sum, { isOpen, below }) => sum + below + Number(isOpen), 0);

function nodeOf(tree: DayTree<KnownNode>, id: number): Node {
  const at = tree.byId.get(id);
  if (!at) throw new NotFound();
  return at;
}

function isInside({ live }: Source, { node }: Node, division: string): boolean {
  const own = node.division;
  return own !== null && (own === division || live.current.divisionsAbove(own).includes(division));
}

/** Those of a kind with none of it above them. */
function listUppermost(tree: DayTree<KnownNode>, isWanted: (at: Node) => boolean): Node[] {
  const found: Node[] = [];
  const look = (nodes: readonly Node[]) => {
    for (const at of nodes) {
      if (isWanted(at)) found.push(at);
      else look(at.children);
    }
  };
  look(tree.top);
  return found.sort(inOrder);
}

function toRow({ node, name, isOpen, children, below }: Node): TreeRow {
  const { id, type, level, division } = node;
  return { id, name, type, level, division, isOpen, children: children.length, below };
}

/** A cursor is the row before the page: it holds where rows come and go. */
function toPage(all: readonly Node[], { cursor, limit }: { cursor?: string | undefined; limit: number }) {
  const at = cursor === undefined ? 0 : all.findIndex(({ node }) => node.id === decode(cursor)) + 1;
  if (cursor !== undefined && at === 0)
    throw new Invalid([{ in: 'query', field: 'cursor', message: 'is not a cursor of this search' }]);
  const rows = all.slice(at, at + limit);
  const isLast = at + limit >= all.length;
  return {
    rows: rows.map(toRow),
    total: all.length,
    nextCursor: isLast ? null : Buffer.from(`after ${rows.at(-1)!.node.id}`).toString('base64url'),
  };
}
const decode = (cursor: string): number =>
  Number(/^after (\d+)$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1] ?? NaN);
