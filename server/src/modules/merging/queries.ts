import { sql } from 'kysely';
import type { Role } from '../../contract/access.ts';
import type { ContactKind } from '../../contract/contact.ts';
import type { Tx } from '../../db/index.ts';

export async function beginMerge(
  tx: Tx,
  other: string,
  ticketHash: Buffer,
): Promise<{ merge: string | null; needsSecond: boolean } | null> {
  const { rows } = await sql<{ merge: string | null; needs_second: boolean }>`
    SELECT merge, needs_second FROM begin_merge(${other}::uuid, ${ticketHash})`.execute(tx);
  const [row] = rows;
  return row ? { merge: row.merge, needsSecond: row.needs_second } : null;
}
export async function beginMergeBySecond(tx: Tx, ticketHash: Buffer, step: number): Promise<string | null> {
  const { rows } = await sql<{ merge: string | null }>`
    SELECT begin_merge_by_second(${ticketHash}, ${step}::bigint) AS merge`.execute(tx);
  return rows[0]!.merge;
}

/** As the database tells it: bytes are base64, times are ISO texts. */
export interface MergeState {
  expiresAt: string;
  other: string;
  displayName: string | null;
  madeAt: string;
  otherPerson: string;
  otherKey: string;
  ownPerson: string;
  ownKey: string;
  isOtherVerified: boolean;
  isOwnVerified: boolean;
  name: string | null;
  idNumber: string | null;
  contacts: { id: string; kind: ContactKind; value: string }[];
  passkeys: { id: string; name: string }[];
  otherPassword: string | null;
  hasPassword: boolean;
  otherTotp: { id: string; data: { sealed: string; isOn: boolean; lastStep: number } } | null;
  hasTotp: boolean;
  identities: { issuer: string; subject: string }[];
  roles: {
    id: string;
    role: Role;
    institution: number | null;
    division: string | null;
    topics: string[];
    name: string | null;
    valid: string;
    until: string | null;
  }[];
  /** `isPrincipal`: others act for the other account; else it acts for others. */
  delegations: { id: string; isPrincipal: boolean; principalName: string | null; delegateName: string | null }[];
  devices: number;
  isApart: boolean;
}
/** Both accounts are held until the end of the transaction. Null for a merge that is not theirs, or too old. */
export async function readMergeState(tx: Tx, merge: string): Promise<MergeState | null> {
  const { rows } = await sql<{ state: MergeState | null }>`SELECT merge_state(${merge}::uuid) AS state`.execute(tx);
  return rows[0]!.state;
}

export interface SealedAnew {
  contacts: { id: string; value: string }[];
  name: Buffer | null;
  idNumber: Buffer | null;
  totp: { sealed: string; isOn: boolean; lastStep: number } | null;
  delegations: { id: string; principalName: string | null; delegateName: string | null }[];
}
export async function mergeAccounts(tx: Tx, merge: string, anew: SealedAnew): Promise<void> {
  await sql`SELECT merge_accounts(${merge}::uuid, ${JSON.stringify(anew.contacts)}::jsonb, ${anew.name}::bytea,
    ${anew.idNumber}::bytea, ${JSON.stringify(anew.totp)}::jsonb, ${JSON.stringify(anew.delegations)}::jsonb)`.execute(
    tx,
  );
}
