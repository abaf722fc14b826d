import type { ScopeChange, TreeAct } from './schema.ts';

/** The institutions that an act and its difference call by number; those it makes have none. */
export function idsIn(act: TreeAct, difference: readonly ScopeChange[]): Set<number> {
  const told = difference.flatMap(({ institution, gains, loses }) => [institution, ...gains, ...loses]);
  const named = [...listNamed(act), ...told].filter((id): id is number => typeof id === 'number' && id > 0);
  return new Set(named);
}

function listNamed(act: TreeAct): unknown[] {
  switch (act.kind) {
    case 'rename':
      return [act.institution];
    case 'move':
      return [act.institution, act.parent];
    case 'open':
      return [act.opens.parent];
    case 'close':
      return [act.institution, act.childrenTo];
    case 'merge':
      return [...act.institutions, ...listHeirs([act.into])];
    case 'split':
      return [act.institution, ...listHeirs(act.into), ...act.children.map(({ id }) => id)];
  }
}
const listHeirs = (into: readonly (number | { parent: number | null })[]) =>
  into.map((one) => (typeof one === 'number' ? one : one.parent));
