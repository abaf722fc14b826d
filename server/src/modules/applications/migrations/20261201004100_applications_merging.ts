import type { Migration } from '../../../db/migrate.ts';

/** What somebody agreed to moves with their account; the application goes on knowing them by the name it has. */
export const applicationsMerging: Migration = {
  name: '20261201004100_applications_merging',
  up: async (client) => {
    await client.query(`
      -- The account it was given for, where that was merged into this one.
      ALTER TABLE application_connections ADD COLUMN known_as uuid;

      -- Its sessions are gone by then, and the applications were told.
      CREATE FUNCTION move_connections() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        UPDATE application_connections c SET account_id = NEW.merged_into, known_as = coalesce(c.known_as, NEW.id)
          WHERE c.account_id = NEW.id AND NOT EXISTS (SELECT FROM application_connections o
            WHERE o.account_id = NEW.merged_into AND o.application_id = c.application_id);
        -- Of two for one application that of the account which is left holds.
        DELETE FROM application_connections WHERE account_id = NEW.id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER merged AFTER UPDATE OF state ON accounts FOR EACH ROW
        WHEN (NEW.state = 'merged' AND OLD.state <> 'merged') EXECUTE FUNCTION move_connections();
      REVOKE ALL ON FUNCTION move_connections FROM PUBLIC;
    `);
  },
};
