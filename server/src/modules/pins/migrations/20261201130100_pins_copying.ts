import type { Migration } from '../../../db/migrate.ts';

/** What is over or withdrawn is copied too, by who may write for its institution. */
export const pinsCopying: Migration = {
  name: '20261201130100_pins_copying',
  up: async (client) => {
    await client.query(`
      CREATE FUNCTION copied_body(of_kind text, of_thing bigint) RETURNS jsonb LANGUAGE sql STABLE
      SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT read_thing(of_kind, of_thing) WHERE state_of_thing(of_kind, of_thing) = 'published' OR EXISTS (
          SELECT FROM pins WHERE id = of_thing AND kind = of_kind AND presence IN ('withdrawn', 'archived')
            AND app_may('things.write', institution_id))
      $$;
      REVOKE ALL ON FUNCTION copied_body FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION copied_body TO zlm_app;
    `);
  },
};
