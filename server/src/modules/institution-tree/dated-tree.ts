import { holdsOn, valueOn, type Day, type Span } from './spans.ts';

export const LEVELS = ['province', 'city', 'county', 'township', 'village', 'none'] as const;
export type Level = (typeof LEVELS)[number];
export const rankOf = (level: Level): number => LEVELS.indexOf(level);

/** An institution through time. */
export interface TreeNode {
  readonly id: number;
  readonly level: Level;
  /** Of today; the only one where `names` is empty. */
  readonly name: string;
  /** Of every day, once the name has changed. */
  readonly names: readonly Span<string>[];
  /** Days without a parent: at the top. */
  readonly parents: readonly Span<number>[];
  readonly opened: Day | null;
  readonly closed: Day | null;
  /** Where it went when it closed. */
  readonly heirs: readonly number[];
}

/** Every institution by id: the tree of any day. */
export type DatedTree = ReadonlyMap<number, TreeNode>;

export const nameOn = ({ name, names }: Pick<TreeNode, 'name' | 'names'>, day: Day): string =>
  valueOn(names, day) ?? name;
export const isOpenOn = ({ opened, closed }: Pick<TreeNode, 'opened' | 'closed'>, day: Day): boolean =>
  holdsOn({ from: opened, to: closed }, day);

/** Null at the top, and where the one above is not in the tree. */
export function parentOn(tree: DatedTree, node: TreeNode, day: Day): number | null {
  const parent = valueOn(node.parents, day);
  return parent !== undefined && tree.has(parent) ? parent : null;
}

/** From the top down to the parent; stops where a ring would begin. */
export function pathOn(tree: DatedTree, id: number, day: Day): number[] {
  const path: number[] = [];
  const seen = new Set([id]);
  let at = tree.get(id);
  while (at) {
    const parent = parentOn(tree, at, day);
    if (parent === null || seen.has(parent)) break;
    seen.add(parent);
    path.push(parent);
    at = tree.get(parent);
  }
  return path.reverse();
}
