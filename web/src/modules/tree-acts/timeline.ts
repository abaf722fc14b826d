import type { DoneTreeAct, TreeBranch } from '@zlm/server/contract';

export type Event = { day: string | null } & (
  { kind: 'opened' | 'closed' } | { kind: 'named' | 'heirs'; name: string } | { kind: 'act'; act: DoneTreeAct }
);

/** What became of an institution, the latest first; what an act says is not told twice, what never was is left out. */
export function timelineOf({ institution }: Pick<TreeBranch, 'institution'>, acts: readonly DoneTreeAct[]): Event[] {
  const held = acts.filter(({ state }) => state !== 'undone');
  const { id, openedOn, closedOn, names, heirs } = institution;
  const isTold = (day: string | null, kinds: readonly string[]) =>
    held.some(({ act }) => act.asOf === day && kinds.includes(act.kind));
  const renamed = (day: string | null) =>
    held.some(({ act }) => act.kind === 'rename' && act.asOf === day && act.institution === id);
  const events: Event[] = held.map((act) => ({ day: act.act.asOf, kind: 'act', act }));
  if (openedOn && !isTold(openedOn, ['open', 'merge', 'split'])) events.push({ day: openedOn, kind: 'opened' });
  for (const { name, from } of names) if (!renamed(from)) events.push({ day: from, kind: 'named', name });
  if (closedOn && !isTold(closedOn, ['close', 'merge', 'split'])) {
    events.push({ day: closedOn, kind: 'closed' });
    for (const { name } of heirs) events.push({ day: closedOn, kind: 'heirs', name });
  }
  return events.sort((a, b) => compare(b.day ?? '', a.day ?? ''));
}

const compare = (a: string, b: string) => (a === b ? 0 : a < b ? -1 : 1);
