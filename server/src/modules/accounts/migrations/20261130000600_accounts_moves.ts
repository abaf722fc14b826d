import type { Migration } from '../../../db/migrate.ts';

/** Which account of an older platform became which one here; written by the program that moves them, read by nobody else. */
export const accountsMoves: Migration = {
  name: '20261130000600_accounts_moves',
  up: async (client) => {
    await client.query(`
      CREATE TABLE account_moves (
        source text NOT NULL,
        -- HMAC of the name it had there, which may be a phone number
        old_index bytea NOT NULL,
        account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
        -- HMAC of what the files said: the same again changes nothing
        row_index bytea NOT NULL,
        -- the state it was moved with, and which grant was given for which right
        moved jsonb NOT NULL,
        -- SHA-256 of roles, menu and what is seen, there and here
        before_hash bytea NOT NULL,
        after_hash bytea NOT NULL,
        moved_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (source, old_index)
      );
      CREATE INDEX account_moves_account ON account_moves (account_id);
      ALTER TABLE account_moves ENABLE ROW LEVEL SECURITY;
      REVOKE ALL ON account_moves FROM PUBLIC, zlm_app;
    `);
  },
};
