import { toDateTime } from '@zlm/server/formats/shanghai-time';
import type { OpenJob } from './jobs.ts';

const minute = (at: Date) => toDateTime(at).slice(0, 16).replace('T', ' ');

/** A line for each job: number, state, kind, when it is due, tries, what went wrong last, its ids. */
export function toTable(jobs: readonly OpenJob[]): string[] {
  return jobs.map(({ id, kind, payload, state, run_at, lease_until, attempts, last_error }) => {
    const when = lease_until ? `until ${minute(lease_until)}` : minute(run_at);
    const words = [String(id).padStart(6), state.padEnd(7), kind, when, `tries: ${attempts}`];
    const ids = Object.keys(payload).length > 0 ? [JSON.stringify(payload)] : [];
    return [...words, ...(last_error === null ? [] : [`last: ${last_error}`]), ...ids].join('  ');
  });
}
