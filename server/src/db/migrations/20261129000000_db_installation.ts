import type { Migration } from '../migrate.ts';

/** An id of its own for what leaves: it stays through moves to another domain and restores of a dump. */
export const dbInstallation: Migration = {
  name: '20261129000000_db_installation',
  up: async (client) => {
    await client.query(`
      CREATE TABLE installation (
        single boolean PRIMARY KEY DEFAULT true CHECK (single),
        id uuid NOT NULL DEFAULT gen_random_uuid()
      );
      INSERT INTO installation DEFAULT VALUES;
      GRANT SELECT ON installation TO zlm_app;
    `);
  },
};
