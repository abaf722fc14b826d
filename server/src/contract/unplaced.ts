import type { MODES, Scope } from './lists.ts';

type Mode = (typeof MODES)[number];

/** The classes of what is on no map. They add up to it: each row of it is of one. */
export const UNPLACED = ['online', 'unlocated'] as const;
export type Unplaced = (typeof UNPLACED)[number];

/** Of everything that matches: in view, elsewhere and the classes add up to the total. */
export interface PartCounts extends Record<Unplaced, number> {
  total: number;
  inView: number;
  elsewhere: number;
  unplaced: number;
}

export function countOf({ total, inView, elsewhere, unplaced, ...classes }: PartCounts, scope: Scope = 'all'): number {
  return { all: total, view: inView, elsewhere, unplaced, ...classes }[scope];
}

/** Whether one can take part from anywhere; a mixed thing is held online as well. */
export const isOnline = (mode: Mode | null): boolean => mode === 'online' || mode === 'mixed';

/** On no map and not online either. */
export const isUnlocated = ({ place, mode }: { place: object | null; mode: Mode | null }): boolean =>
  place === null && !isOnline(mode);

/** The classes to name: those there are, and online where there is neither. */
export function listUnplaced(counts: Readonly<Record<Unplaced, number>>): Unplaced[] {
  const some = UNPLACED.filter((name) => counts[name] > 0);
  return some.length > 0 ? some : ['online'];
}
