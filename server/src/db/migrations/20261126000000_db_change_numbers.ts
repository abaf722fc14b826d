import type { Migration } from '../migrate.ts';

/** How often a thing changed, for readers that number its versions; `*` is a load of everything. */
export const dbChangeNumbers: Migration = {
  name: '20261126000000_db_change_numbers',
  up: async (client) => {
    await client.query(`
      CREATE VIEW public_change_numbers AS
        SELECT kind, id, seq FROM changes WHERE kind IN ('activity', 'place', '*') AND NOT deleted;
      GRANT SELECT ON public_change_numbers TO zlm_app;
    `);
  },
};
