import { createHash } from 'node:crypto';
import type { Effect } from './acts.ts';
import { pathOn, type DatedTree } from './dated-tree.ts';
import type { ScopeChange } from './schema.ts';
import { edgesAfter, type Day } from './spans.ts';

/** A role somebody holds for an institution and all below it. */
export interface Scope {
  institution: number;
  holder: string;
  role: string;
}

/** Whose scope an act changes on its day or any later one; in a fixed order. */
export function scopeChanges(
  before: DatedTree,
  { changes, after }: Effect,
  asOf: Day,
  { scopes, thingsOf }: { scopes: readonly Scope[]; thingsOf: (institution: number) => number },
): ScopeChange[] {
  const gained = new Map<number, Set<number>>();
  const lost = new Map<number, Set<number>>();
  const holding = new Set(scopes.map(({ institution }) => institution));
  for (const id of listTouched(before, after, changes, asOf)) {
    for (const day of daysOf([before, after], id, asOf)) {
      const was = new Set(before.has(id) ? [id, ...pathOn(before, id, day)] : []);
      const is = new Set([id, ...pathOn(after, id, day)]);
      for (const above of is) if (!was.has(above) && holding.has(above)) note(gained, above, id);
      for (const above of was) if (!is.has(above) && holding.has(above)) note(lost, above, id);
    }
  }
  const count = (ids: readonly number[]) => ids.reduce((sum, id) => sum + thingsOf(id), 0);
  return scopes
    .flatMap(({ institution, holder, role }) => {
      const gains = sorted(gained.get(institution));
      const loses = sorted(lost.get(institution));
      if (gains.length + loses.length === 0) return [];
      return [{ holder, role, institution, gains, loses, thingsGained: count(gains), thingsLost: count(loses) }];
    })
    .sort((a, b) => compare(a.holder, b.holder) || compare(a.role, b.role) || a.institution - b.institution);
}

/** Names a difference: who declares it has seen this one and no other. */
export function hashOf(changes: readonly ScopeChange[]): string {
  const rows = changes.map((one) => [
    ...[one.holder, one.role, one.institution],
    ...[one.gains, one.loses, one.thingsGained, one.thingsLost],
  ]);
  return createHash('sha256').update(JSON.stringify(rows)).digest('hex');
}

/** Those that hang elsewhere on any day from `asOf` on, and all that are then below them on any day. */
export function listTouched(before: DatedTree, after: DatedTree, changes: Effect['changes'], asOf: Day): Set<number> {
  const moved = [...changes].filter(([, { before: was, after: is }]) => !was || was.parents !== is.parents);
  const touched = new Set(moved.map(([id]) => id));
  if (touched.size === 0) return touched;
  const children = new Map<number, number[]>();
  for (const tree of [before, after]) {
    for (const node of tree.values()) {
      for (const { value, to } of node.parents) {
        if (to !== null && to <= asOf) continue;
        const siblings = children.get(value);
        if (siblings) siblings.push(node.id);
        else children.set(value, [node.id]);
      }
    }
  }
  for (const id of touched) for (const child of children.get(id) ?? []) touched.add(child);
  return touched;
}

/** The day of the act, and each later one on which its path may become another. */
function daysOf(trees: readonly DatedTree[], id: number, asOf: Day): Set<Day> {
  const days = new Set([asOf]);
  for (const tree of trees) {
    const above = new Set([id]);
    for (const at of above) {
      const spans = tree.get(at)?.parents.filter(({ to }) => to === null || to > asOf) ?? [];
      for (const { value } of spans) above.add(value);
      for (const day of edgesAfter(spans, asOf)) days.add(day);
    }
  }
  return days;
}

function note(sets: Map<number, Set<number>>, above: number, id: number): void {
  const known = sets.get(above);
  if (known) known.add(id);
  else sets.set(above, new Set([id]));
}

const sorted = (ids: ReadonlySet<number> = new Set()): number[] => [...ids].sort((a, b) => a - b);
const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
