import { bilingual } from '../reading/issues.ts';
import { toNameKey } from '../reading/values/text.ts';
import type { Plan, Ref } from '../plans.ts';
import { Unresolved, type State } from './state.ts';

/** What stands above each thing, from this file or known; `refuse` is told about what has no such parent. */
export function resolveParents(
  state: State,
  plans: ReadonlyMap<string, Plan>,
  refuse: (plan: Plan, cause: Unresolved) => void,
): void {
  const named = new Map<string, string[]>();
  for (const [sourceId, plan] of plans) {
    const key = toNameKey(nameOf(plan));
    named.set(key, [...(named.get(key) ?? []), sourceId]);
  }
  for (const [sourceId, plan] of plans) {
    if (plan.parentName === null) continue;
    try {
      plan.parent = findParent(state, plans, named, plan);
      if (isAbove(plans, plan, sourceId)) throw new Unresolved('parent', plan.parentName, 'own-parent');
    } catch (cause) {
      if (!(cause instanceof Unresolved)) throw cause;
      plan.parent = null;
      refuse(plan, cause);
    }
  }
}

function findParent(
  { known }: State,
  plans: ReadonlyMap<string, Plan>,
  named: ReadonlyMap<string, string[]>,
  { parentName }: Plan,
): Ref {
  const text = parentName!;
  if (plans.has(text)) return { sourceId: text };
  const inFile = named.get(toNameKey(text)) ?? [];
  if (inFile.length > 1) throw new Unresolved('parent', text, 'ambiguous-thing', inFile.join('、'));
  if (inFile[0]) return { sourceId: inFile[0] };
  const things = known.parents!;
  if (things.findById(text)) return { sourceId: text };
  const match = things.findByName(text, null);
  if (match.kind === 'several') throw new Unresolved('parent', text, 'ambiguous-thing', match.ids.join('、'));
  if (match.kind === 'none') throw new Unresolved('parent', text, 'unknown-thing', bilingual('上级', 'parent'));
  return { id: match.thing.id };
}

/** Whether the way up from a plan comes back to it. */
function isAbove(plans: ReadonlyMap<string, Plan>, plan: Plan, sourceId: string): boolean {
  let above = plan.parent;
  for (let steps = 0; above && 'sourceId' in above && steps <= plans.size; steps++) {
    if (above.sourceId === sourceId) return true;
    above = plans.get(above.sourceId)?.parent ?? null;
  }
  return false;
}

const nameOf = ({ thing, institutions, sourceId }: Plan) =>
  ((thing ?? institutions.find((row) => row.sourceId === sourceId))?.columns.name ?? '') as string;
