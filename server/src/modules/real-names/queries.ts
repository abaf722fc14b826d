import { sql } from 'kysely';
import type { Tx } from '../../db/index.ts';

export type Confirmed = 'done' | 'already' | 'known' | 'unasked';

/** Whether who acts agreed to it. */
export async function hasConsent(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ given: boolean }>`SELECT app_consents('real_name') AS given`.execute(tx);
  return rows[0]!.given;
}

export interface ConfirmedPerson {
  name: Buffer;
  number: Buffer;
  index: Buffer;
  minorUntil: string | null;
}
export async function confirmPerson(tx: Tx, { name, number, index, minorUntil }: ConfirmedPerson): Promise<Confirmed> {
  const { rows } = await sql<{ confirmed: Confirmed }>`
    SELECT confirm_person(${name}, ${number}, ${index}, ${minorUntil}::date) AS confirmed`.execute(tx);
  return rows[0]!.confirmed;
}
