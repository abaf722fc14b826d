import { LIVE_STATES } from '@zlm/server/contract/enrolment-states';
import type { Enrolment } from '@zlm/server/contract';

/** What is still to come, what waits for an answer first; then what is over or was given up. */
export function groupRows(rows: readonly Enrolment[], now: number): { coming: Enrolment[]; ended: Enrolment[] } {
  const isComing = ({ state, endsAt }: Enrolment) =>
    LIVE_STATES.includes(state) && !(endsAt !== null && Date.parse(endsAt) <= now);
  const coming = rows.filter(isComing);
  const isAsked = ({ state }: Enrolment) => state === 'offered';
  return {
    coming: [...coming.filter(isAsked), ...coming.filter((one) => !isAsked(one))],
    ended: rows.filter((one) => !isComing(one)),
  };
}
