import type { Migration } from '../../../db/migrate.ts';

/** What changed when, tombstones too. */
export const feedsChanges: Migration = {
  name: '20261203030000_feeds_changes',
  up: async (client) => {
    await client.query(`
      CREATE VIEW public_changes AS SELECT kind, id, seq, xid, deleted FROM changes;
      GRANT SELECT ON public_changes TO zlm_app`);
  },
};
