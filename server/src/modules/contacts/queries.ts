import { sql } from 'kysely';
import type { ContactKind } from '../../contract/contact.ts';
import type { Tx } from '../../db/index.ts';

/** `own`: it was theirs before. */
export type Added = 'done' | 'own' | 'taken' | 'too_many';

export async function addContact(
  tx: Tx,
  { kind, index, sealed }: { kind: ContactKind; index: Buffer; sealed: Buffer },
): Promise<Added> {
  const { rows } = await sql<{ added: Added }>`SELECT add_contact(${kind}, ${index}, ${sealed}) AS added`.execute(tx);
  return rows[0]!.added;
}
