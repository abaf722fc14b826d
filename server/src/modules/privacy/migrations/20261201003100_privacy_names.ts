import type { Migration } from '../../../db/migrate.ts';

/** A real name, too, is found in what others wrote. */
export const privacyNames: Migration = {
  name: '20261201003100_privacy_names',
  up: async (client) => {
    await client.query(`
      DROP FUNCTION next_erasure();
      -- The next account whose time has come, with what it takes to find contacts and name in what others wrote.
      CREATE FUNCTION next_erasure() RETURNS TABLE (account uuid, person uuid, data_key bytea, contacts bytea[], name bytea)
      LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT a.id, p.id, p.data_key, ARRAY(SELECT c.value FROM contacts c WHERE c.account_id = a.id), p.name
        FROM accounts a JOIN persons p ON p.id = a.person_id
        WHERE a.state = 'erasing' AND a.erase_at <= now() ORDER BY a.erase_at LIMIT 1 FOR UPDATE OF a SKIP LOCKED
      $$;
      REVOKE ALL ON FUNCTION next_erasure FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION next_erasure TO zlm_app;
    `);
  },
};
