import type { Keys } from '@zlm/server/crypto/keys';
import type { ClientBase } from 'pg';
import type { OldAccount } from './old-accounts.ts';

/** What is known here of one that was moved before. */
export interface Move {
  account: string;
  rowIndex: Buffer;
  state: 'active' | 'suspended';
  /** Id of the grant that was given, by the right it stands for. */
  grants: Readonly<Record<string, string>>;
}
/** An account of this platform. */
export interface Here {
  id: string;
  person: string;
  dataKey: Buffer | null;
  state: string;
}
export interface Found {
  moves: ReadonlyMap<string, Move>;
  /** By kind and index in hex. */
  owners: ReadonlyMap<string, string>;
  accounts: ReadonlyMap<string, Here>;
}

export const indexOfName = (keys: Keys, source: string, name: string): Buffer => keys.indexOf(`moved:${source}`, name);
export const contactKey = (kind: string, index: Buffer): string => `${kind} ${index.toString('hex')}`;

/** What there is here of a batch: earlier moves, whose contacts they are, and the accounts of both. */
export async function findAccounts(
  client: ClientBase,
  { keys, source }: { keys: Keys; source: string },
  batch: readonly OldAccount[],
): Promise<Found> {
  const names = new Map(batch.map(({ name }) => [indexOfName(keys, source, name).toString('hex'), name]));
  const { rows: moves } = await client.query<{
    old_index: Buffer;
    account_id: string;
    row_index: Buffer;
    moved: Pick<Move, 'state' | 'grants'>;
  }>(
    // Who was merged since is looked for where they went.
    `WITH RECURSIVE went AS (
       SELECT m.old_index, m.row_index, m.moved, a.id, a.merged_into FROM account_moves m JOIN accounts a ON a.id = m.account_id
       WHERE m.source = $1 AND m.old_index = ANY ($2::bytea[])
       UNION SELECT w.old_index, w.row_index, w.moved, a.id, a.merged_into FROM went w JOIN accounts a ON a.id = w.merged_into
     ) SELECT old_index, row_index, moved, id AS account_id FROM went WHERE merged_into IS NULL`,
    [source, [...names.keys()].map((hex) => Buffer.from(hex, 'hex'))],
  );
  const indexes = batch.flatMap(({ contacts }) => contacts.map(({ kind, value }) => keys.indexOf(kind, value)));
  const { rows: owners } = await client.query<{ kind: string; value_index: Buffer; account_id: string }>(
    'SELECT kind, value_index, account_id FROM contacts WHERE value_index = ANY ($1::bytea[])',
    [indexes],
  );
  const ids = new Set([...moves, ...owners].map(({ account_id }) => account_id));
  const { rows: accounts } = await client.query<Here>(
    `SELECT a.id, a.person_id AS person, p.data_key AS "dataKey", a.state
     FROM accounts a JOIN persons p ON p.id = a.person_id WHERE a.id = ANY ($1::uuid[])`,
    [[...ids]],
  );
  return {
    moves: new Map(
      moves.map(({ old_index, account_id, row_index, moved }) => [
        names.get(old_index.toString('hex'))!,
        { account: account_id, rowIndex: row_index, ...moved },
      ]),
    ),
    owners: new Map(owners.map(({ kind, value_index, account_id }) => [contactKey(kind, value_index), account_id])),
    accounts: new Map(accounts.map((account) => [account.id, account])),
  };
}
