import type { Enrolment } from '@zlm/server/contract';
import { readStored, store } from '../../state/stored.ts';
import { KEPT_ENROLMENTS } from '../account/account.ts';

interface Kept {
  account: string;
  at: string;
  rows: readonly Enrolment[];
}

export function keep(account: string, rows: readonly Enrolment[]): void {
  store(KEPT_ENROLMENTS, JSON.stringify({ account, at: new Date().toISOString(), rows } satisfies Kept));
}
/** What this device kept of an account, or of whoever is signed in where the network does not tell. */
export function readKept(account: string | null): Kept | null {
  try {
    const kept = JSON.parse(readStored(KEPT_ENROLMENTS) ?? 'null') as Kept | null;
    if (!kept || !Array.isArray(kept.rows)) return null;
    return account === null || kept.account === account ? kept : null;
  } catch {
    return null;
  }
}
