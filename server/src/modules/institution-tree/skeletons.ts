import { LEVELS, nameOn, rankOf } from './dated-tree.ts';
import type { DayTree } from './day-tree.ts';
import type { TreeSkeleton } from './schema.ts';

/** Whole branches of one day; a large one is the same value each time. */
export interface Skeletons {
  of(node: DayTree['nodes'][number]): TreeSkeleton;
}
// A smaller branch is written again sooner than it is worth keeping: of 30,000 some hundred are larger.
const FEWEST_KEPT = 500;

export function createSkeletons(tree: DayTree): Skeletons {
  const kept = new Map<number, TreeSkeleton>();
  return {
    of(node) {
      const known = kept.get(node.id);
      if (known) return known;
      const skeleton = toSkeleton(tree, node);
      if (skeleton.ids.length >= FEWEST_KEPT) kept.set(node.id, skeleton);
      return skeleton;
    },
  };
}

function toSkeleton(tree: DayTree, { id, level, ...node }: DayTree['nodes'][number]): TreeSkeleton {
  const { day, nodes, names, ranks, depths, ends } = tree;
  const place = tree.placeOf(id);
  const head = { asOf: day, levels: [...LEVELS] };
  // Not shown of this day: itself alone.
  if (place === undefined)
    return { ...head, ids: [id], depths: [0], level: [rankOf(level)], names: [nameOn(node, day)] };
  const [end, depth] = [ends[place]!, depths[place]!];
  return {
    ...head,
    ids: nodes.slice(place, end).map((one) => one.id),
    depths: Array.from(depths.subarray(place, end), (own) => own - depth),
    level: [...ranks.subarray(place, end)],
    names: names.slice(place, end),
  };
}
