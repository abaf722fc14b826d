import type { Migration } from '../../../db/migrate.ts';

/** Which branches the accounts to try with have: shown to everybody before anybody is known. */
export const demoAccounts: Migration = {
  name: '20261130002300_demo_accounts',
  up: async (client) => {
    await client.query(`
      CREATE FUNCTION demo_branches() RETURNS TABLE (account uuid, id bigint, name text)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT DISTINCT ON (a.id) a.id, i.id, i.name FROM live_grants g JOIN accounts a ON a.id = g.account_id
          JOIN institutions i ON i.id = g.institution_id AND i.state = 'published'
        WHERE a.is_demo ORDER BY a.id, g.made_at
      $$;
      REVOKE ALL ON FUNCTION demo_branches FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION demo_branches TO zlm_app;
    `);
  },
};
