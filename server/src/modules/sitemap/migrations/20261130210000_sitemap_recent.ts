import type { Migration } from '../../../db/migrate.ts';

/** What changed last is listed whatever kind it is. */
export const sitemapRecent: Migration = {
  name: '20261130210000_sitemap_recent',
  up: async (client) => {
    await client.query(`
      CREATE OR REPLACE VIEW public_change_numbers AS SELECT kind, id, seq FROM changes WHERE NOT deleted`);
  },
};
