export interface TreeNode<K> {
  key: K;
  parent: K | null;
}

/** Keys in preorder, so that the subtree of `keys[i]` is [i, ends[i]). */
export interface Preorder<K> {
  keys: K[];
  ends: number[];
}

/** Siblings keep their order; a node whose parent is missing, or above itself, becomes a root. */
export function toPreorder<K>(nodes: readonly TreeNode<K>[]): Preorder<K> {
  const children = new Map<K | null, K[]>();
  const known = new Set(nodes.map(({ key }) => key));
  for (const { key, parent } of nodes) {
    const above = parent !== null && known.has(parent) ? parent : null;
    const siblings = children.get(above);
    if (siblings) siblings.push(key);
    else children.set(above, [key]);
  }
  const order: Preorder<K> = { keys: [], ends: [] };
  const seen = new Set<K>();
  const visit = (key: K) => {
    if (seen.has(key)) return;
    seen.add(key);
    const at = order.keys.push(key) - 1;
    order.ends.push(0);
    for (const child of children.get(key) ?? []) visit(child);
    order.ends[at] = order.keys.length;
  };
  for (const root of children.get(null) ?? []) visit(root);
  // What is left hangs in a ring.
  for (const { key } of nodes) visit(key);
  return order;
}
