import { LIVE_STATES } from '@zlm/server/contract/enrolment-states';
import type { Enrolled } from '@zlm/server/contract';

export interface EnrolledGroup {
  pool: string;
  startsAt: string | null;
  rows: Enrolled[];
  counts: Record<'seated' | 'offered' | 'waiting', number>;
}

/** By session, as the server orders them; who left is there where asked for. */
export function groupEnrolled(enrolled: readonly Enrolled[], withGone: boolean): EnrolledGroup[] {
  const groups = new Map<string, EnrolledGroup>();
  for (const one of enrolled) {
    const { pool, startsAt, state } = one;
    const fresh = { pool, startsAt, rows: [], counts: { seated: 0, offered: 0, waiting: 0 } };
    const group: EnrolledGroup = groups.get(pool) ?? fresh;
    groups.set(pool, group);
    if (LIVE_STATES.includes(state)) group.counts[state as keyof EnrolledGroup['counts']]++;
    if (withGone || LIVE_STATES.includes(state)) group.rows.push(one);
  }
  return [...groups.values()];
}
