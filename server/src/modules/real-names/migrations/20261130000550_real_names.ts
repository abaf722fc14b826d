import type { Migration } from '../../../db/migrate.ts';

export const realNames: Migration = {
  name: '20261130000550_real_names',
  up: async (client) => {
    await client.query(`
      -- For who is signed in, after somebody vouched for it: done, already (confirmed before), known (as another
      -- person), unasked (not agreed to).
      CREATE FUNCTION confirm_person(of_name bytea, of_number bytea, of_index bytea, minor date) RETURNS text
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        IF NOT app_consents('real_name') THEN RETURN 'unasked'; END IF;
        UPDATE persons SET name = of_name, id_number = of_number, id_number_index = of_index, minor_until = minor, verified_at = now()
          WHERE id = app_person() AND verified_at IS NULL;
        RETURN CASE WHEN FOUND THEN 'done' ELSE 'already' END;
      EXCEPTION WHEN unique_violation THEN RETURN 'known';
      END $$;
      REVOKE ALL ON FUNCTION confirm_person FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION confirm_person TO zlm_app;
    `);
  },
};
