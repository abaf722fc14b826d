import type { Card } from '@zlm/server/contract';

/** Danger for what one cannot go to, a warning for what has changed. */
export function toneOf(status: NonNullable<Card['status']>): 'danger' | 'warn' {
  return status === 'cancelled' || status === 'ended' || status === 'postponed' ? 'danger' : 'warn';
}
