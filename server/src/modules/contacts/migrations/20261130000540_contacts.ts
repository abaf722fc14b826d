import type { Migration } from '../../../db/migrate.ts';

export const contacts: Migration = {
  name: '20261130000540_contacts',
  up: async (client) => {
    await client.query(`
      -- For who is signed in and has just proved it: done, own (there already), taken or too_many.
      CREATE FUNCTION add_contact(of_kind text, of_index bytea, sealed bytea) RETURNS text
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        owner uuid;
      BEGIN
        PERFORM FROM accounts WHERE id = app_account() FOR UPDATE;
        IF NOT FOUND THEN RAISE insufficient_privilege; END IF;
        IF (SELECT count(*) FROM contacts WHERE account_id = app_account()) >= 10 THEN RETURN 'too_many'; END IF;
        INSERT INTO contacts (account_id, kind, value, value_index) VALUES (app_account(), of_kind, sealed, of_index)
          ON CONFLICT (kind, value_index) DO NOTHING;
        IF FOUND THEN RETURN 'done'; END IF;
        SELECT account_id INTO owner FROM contacts WHERE kind = of_kind AND value_index = of_index;
        RETURN CASE WHEN owner = app_account() THEN 'own' ELSE 'taken' END;
      END $$;
      REVOKE ALL ON FUNCTION add_contact FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION add_contact TO zlm_app;
    `);
  },
};
