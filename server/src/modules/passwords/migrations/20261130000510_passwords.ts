import type { Migration } from '../../../db/migrate.ts';

export const passwords: Migration = {
  name: '20261130000510_passwords',
  up: async (client) => {
    await client.query(`
      -- Begins a try for a contact, which may be nobody's: as many steps either way. A device known to its account has
      -- tries of its own; of a stranger's address that has failed too often none begins.
      CREATE FUNCTION begin_password_try(of_kind text, of_index bytea, of_device bytea, by_contact bytea, by_device bytea, is_spent boolean)
      RETURNS TABLE (wait integer, account uuid, hash text, bucket bytea)
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        SELECT a.id, p.data ->> 'hash' INTO account, hash
          FROM contacts c JOIN accounts a ON a.id = c.account_id LEFT JOIN credentials p ON p.account_id = a.id AND p.kind = 'password'
          WHERE c.kind = of_kind AND c.value_index = of_index AND a.state IN ('active', 'erasing');
        bucket := CASE WHEN is_known_device(of_device, account) THEN by_device ELSE by_contact END;
        IF is_spent AND bucket = by_contact THEN
          wait := 60;
        ELSE
          wait := begin_try(bucket);
        END IF;
        RETURN NEXT;
      END $$;
      REVOKE ALL ON FUNCTION begin_password_try FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION begin_password_try TO zlm_app;
    `);
  },
};
