import type { z } from 'zod';
import { withReader, type Database, type Tx } from '../../db/index.ts';
import { Invalid, NotFound } from '../../errors.ts';
import { toDay } from '../../formats/shanghai-time.ts';
import { nameOn, pathOn } from './dated-tree.ts';
import { childrenOf, indexTree, inOrder, toDayTree, type DayTree, type TreeIndex } from './day-tree.ts';
import { readChanged, readTree, type KnownNode } from './read-tree.ts';
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
import { createSkeletons, type Skeletons } from './skeletons.ts';
import type { Day } from './spans.ts';

interface Institutions {
  readonly version: number;
  changedSince(version: number): ReadonlySet<number> | null;
}
/** The live catalogue, as far as the tree needs it. */
interface Source {
  database: Database;
  live: {
    readonly current: {
      readonly institutions: Institutions;
      divisionsAbove(code: string): readonly string[];
    };
  };
}
type Tree = DayTree<KnownNode>;
type Query<E extends { query: z.ZodType }> = z.output<E['query']>;

/** Trees of days made of one state of the tree. */
interface Known {
  /** Of the institutions, before it was read. */
  version: number;
  index: Promise<TreeIndex<KnownNode>>;
  days: Map<Day, { tree: Tree; skeletons: Skeletons }>;
}
const DAYS_KEPT = 8;
const known = new WeakMap<Institutions, Known>();

/** Made anew where an institution changed, of what changed alone. */
function currentOf({ database, live }: Source): Known {
  const { institutions } = live.current;
  const { version } = institutions;
  const before = known.get(institutions);
  if (before?.version === version) return before;
  const changed = before && institutions.changedSince(before.version);
  const read = (tx: Tx, index?: TreeIndex<KnownNode>) =>
    changed && index ? readChanged(tx, index.nodes, changed) : readTree(tx, 'public');
  const index = Promise.resolve(before?.index)
    .then((from) => withReader(database, (tx) => read(tx, from)))
    .then(indexTree);
  const state: Known = { version, index, days: new Map() };
  known.set(institutions, state);
  index.catch(() => known.get(institutions) === state && known.delete(institutions));
  return state;
}

async function dayOf(source: Source, day: Day): Promise<{ tree: Tree; skeletons: Skeletons }> {
  const { index: soon, days } = currentOf(source);
  const index = await soon;
  let kept = days.get(day);
  if (!kept) {
    const tree = toDayTree(index, day);
    kept = { tree, skeletons: createSkeletons(tree) };
  }
  days.delete(day);
  days.set(day, kept);
  if (days.size > DAYS_KEPT) days.delete(days.keys().next().value!);
  return kept;
}
const treeOf = async (source: Source, day: Day): Promise<Tree> => (await dayOf(source, day)).tree;

export async function readTop(source: Source, query: Query<typeof getTreeTop>, now: Date): Promise<TreeTop> {
  const tree = await treeOf(source, query.asOf ?? toDay(now));
  const { area } = query;
  const places =
    area === undefined ? childrenOf(tree, null) : listUppermost(tree, (node) => isInside(source, node, area));
  return { asOf: tree.day, ...toPage(tree, places, query), open: countOpen(tree, places) };
}

/** Throws NotFound. */
export async function readBranch(
  source: Source,
  id: number,
  query: Query<typeof getTreeBranch>,
  now: Date,
): Promise<TreeBranch> {
  const tree = await treeOf(source, query.asOf ?? toDay(now));
  const node = nodeOf(tree, id);
  const place = tree.placeOf(id);
  const { opened, closed, names, heirs } = node;
  return {
    asOf: tree.day,
    institution: {
      ...(place === undefined ? toHiddenRow(tree, node) : toRow(tree, place)),
      openedOn: opened,
      closedOn: closed,
      names: names.map(({ value, from, to }) => ({ name: value, from, to })),
      heirs: heirs.flatMap((heir) => tree.tree.get(heir) ?? []).map((heir) => toRef(tree, heir)),
    },
    path: pathTo(tree, id),
    ...toPage(tree, place === undefined ? [] : childrenOf(tree, place), query),
    open: place === undefined ? 0 : tree.below[place]!,
  };
}

/** Throws NotFound. */
export async function readSkeleton(
  source: Source,
  id: number,
  { asOf }: Query<typeof getTreeSkeleton>,
  now: Date,
): Promise<TreeSkeleton> {
  const { tree, skeletons } = await dayOf(source, asOf ?? toDay(now));
  return skeletons.of(nodeOf(tree, id));
}

/** Throws NotFound where the branch is not known. */
export async function find(source: Source, query: Query<typeof findInTree>, now: Date): Promise<TreeFinds> {
  const tree = await treeOf(source, query.asOf ?? toDay(now));
  const wanted = fold(query.q);
  const hits = listBelow(tree, query.below).filter((at) =>
    foldedOf(tree.nodes[at]!).some((name) => name.includes(wanted)),
  );
  // Those whose name of the day begins so come first.
  const rank = (at: number) => {
    const name = fold(tree.names[at]!);
    return name.startsWith(wanted) ? 0 : name.includes(wanted) ? 1 : 2;
  };
  const ranked = hits
    .map((at) => ({ at, rank: rank(at) }))
    .sort((a, b) => a.rank - b.rank || inOrder(tree, a.at, b.at));
  const { rows, ...page } = toPage(
    tree,
    ranked.map(({ at }) => at),
    query,
  );
  const shown = rows.map((row) => {
    const { names, aliases } = nodeOf(tree, row.id);
    const isByName = fold(row.name).includes(wanted);
    const others = [...names.map(({ value }) => value), ...aliases];
    const former = isByName ? undefined : others.find((name) => fold(name).includes(wanted));
    return { ...row, path: pathTo(tree, row.id), formerName: former ?? null };
  });
  return { asOf: tree.day, rows: shown, ...page };
}

/** All that is shown, or what is below an institution. Throws NotFound. */
function listBelow(tree: Tree, below: number | undefined): number[] {
  if (below === undefined) return [...tree.nodes.keys()];
  nodeOf(tree, below);
  const place = tree.placeOf(below);
  return place === undefined ? [] : Array.from({ length: tree.ends[place]! - place - 1 }, (_, at) => place + 1 + at);
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
const toRef = ({ day }: Tree, node: KnownNode) => ({ id: node.id, name: nameOn(node, day) });
const pathTo = (tree: Tree, id: number) =>
  pathOn(tree.tree, id, tree.day).map((above) => toRef(tree, nodeOf(tree, above)));
const countOpen = ({ below, isOpen }: Tree, places: readonly number[]) =>
  places.reduce((sum, at) => sum + below[at]! + isOpen[at]!, 0);

function nodeOf({ tree }: Tree, id: number): KnownNode {
  const node = tree.get(id);
  if (!node) throw new NotFound();
  return node;
}

function isInside({ live }: Source, { division: own }: KnownNode, division: string): boolean {
  return own !== null && (own === division || live.current.divisionsAbove(own).includes(division));
}

/** Those of a kind with none of it above them. */
function listUppermost(tree: Tree, isWanted: (node: KnownNode) => boolean): number[] {
  const found: number[] = [];
  for (let at = 0; at < tree.nodes.length;) {
    const isFound = isWanted(tree.nodes[at]!);
    if (isFound) found.push(at);
    at = isFound ? tree.ends[at]! : at + 1;
  }
  return found.sort((a, b) => inOrder(tree, a, b));
}

function toRow(tree: Tree, at: number): TreeRow {
  const { id, type, level, division } = tree.nodes[at]!;
  const shown = { name: tree.names[at]!, isOpen: tree.isOpen[at] === 1, children: childrenOf(tree, at).length };
  return { id, type, level, division, ...shown, below: tree.below[at]! };
}
const toHiddenRow = ({ day }: Tree, node: KnownNode): TreeRow => {
  const { id, type, level, division } = node;
  return { id, type, level, division, name: nameOn(node, day), isOpen: false, children: 0, below: 0 };
};

/** A cursor is the row before the page: it holds where rows come and go. */
function toPage(tree: Tree, all: readonly number[], { cursor, limit }: { cursor?: string | undefined; limit: number }) {
  const at = cursor === undefined ? 0 : all.indexOf(tree.placeOf(decode(cursor)) ?? -1) + 1;
  if (cursor !== undefined && at === 0)
    throw new Invalid([{ in: 'query', field: 'cursor', message: 'is not a cursor of this search' }]);
  const rows = all.slice(at, at + limit).map((place) => toRow(tree, place));
  const isLast = at + limit >= all.length;
  return {
    rows,
    total: all.length,
    nextCursor: isLast ? null : Buffer.from(`after ${rows.at(-1)!.id}`).toString('base64url'),
  };
}
const decode = (cursor: string): number =>
  Number(/^after (\d+)$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1] ?? NaN);
