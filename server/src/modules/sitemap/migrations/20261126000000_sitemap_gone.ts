import type { Migration } from '../../../db/migrate.ts';

/** Things that were public once, as far as their state or a tombstone tells. */
export const sitemapGone: Migration = {
  name: '20261126000000_sitemap_gone',
  up: async (client) => {
    const kinds = {
      institution: 'institutions',
      activity: 'activities',
      course: 'courses',
      resource: 'resources',
      credit_point: 'credit_points',
    };
    const states = Object.entries(kinds).map(
      ([kind, table]) => `SELECT '${kind}' AS kind, id FROM ${table} WHERE state IN ('withdrawn', 'archived')`,
    );
    await client.query(`
      CREATE VIEW public_gone AS ${states.join(' UNION ALL ')} UNION ALL SELECT kind, id FROM changes WHERE deleted;
      GRANT SELECT ON public_gone TO zlm_app;
    `);
  },
};
