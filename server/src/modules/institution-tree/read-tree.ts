import type { Tx } from '../../db/index.ts';
import type { TreeNode } from './dated-tree.ts';
import { listAffected, readTreeRows, type TreeRows } from './queries.ts';
import type { Span } from './spans.ts';

/** With what is shown and searched beside the tree. */
export interface KnownNode extends TreeNode {
  readonly aliases: readonly string[];
  readonly type: string;
  readonly division: string | null;
}

/** The tree of all days: the public one, or all there is. */
export async function readTree(tx: Tx, part: 'public' | 'all'): Promise<Map<number, KnownNode>> {
  return toNodes(await readTreeRows(tx, part));
}

/** The public tree after some changed; `before` stays as it is. */
export async function readChanged(
  tx: Tx,
  before: Iterable<KnownNode>,
  changed: ReadonlySet<number>,
): Promise<Map<number, KnownNode>> {
  const ids = await listAffected(tx, [...changed]);
  const found = toNodes(await readTreeRows(tx, 'public', ids));
  const tree = new Map(Array.from(before, (node) => [node.id, node]));
  for (const id of ids) {
    const node = found.get(id);
    if (node) tree.set(id, node);
    else tree.delete(id);
  }
  return tree;
}

function toNodes({ nodes, names, parents, heirs }: TreeRows): Map<number, KnownNode> {
  const namesOf = byId(names);
  const parentsOf = byId(parents);
  const heirsOf = new Map<number, number[]>();
  for (const { id, heir } of heirs) heirsOf.set(id, [...(heirsOf.get(id) ?? []), heir]);
  return new Map(
    nodes.map((node) => [
      node.id,
      {
        ...node,
        names: namesOf.get(node.id) ?? [],
        parents: parentsOf.get(node.id) ?? [],
        heirs: heirsOf.get(node.id) ?? [],
      },
    ]),
  );
}

function byId<T>(rows: readonly (Span<T> & { id: number })[]): Map<number, Span<T>[]> {
  const spans = new Map<number, Span<T>[]>();
  for (const { id, value, from, to } of rows) {
    const own = spans.get(id);
    if (own) own.push({ value, from, to });
    else spans.set(id, [{ value, from, to }]);
  }
  return spans;
}
