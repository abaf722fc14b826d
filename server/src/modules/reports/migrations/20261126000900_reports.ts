import type { Migration } from '../../../db/migrate.ts';

/** Mistakes people report; the application files them by a function and can read none. */
export const reports: Migration = {
  name: '20261126000900_reports',
  up: async (client) => {
    await client.query(`
      CREATE TABLE reports (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        -- chosen by the sender: a retry files nothing twice
        client_key uuid NOT NULL UNIQUE,
        kind text NOT NULL,
        thing_id bigint NOT NULL,
        -- as the thing was when it was reported
        thing_title text NOT NULL,
        thing_revision integer NOT NULL,
        thing_updated_at timestamptz NOT NULL,
        reason text NOT NULL CHECK (reason IN
          ('closed', 'moved', 'wrong_time', 'wrong_price', 'wrong_contact', 'offensive', 'other')),
        body text NOT NULL DEFAULT '' CHECK (char_length(body) <= 1000),
        contact text CHECK (char_length(contact) BETWEEN 1 AND 100),
        lang text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        closed_at timestamptz,
        CHECK (reason <> 'other' OR body <> '')
      );
      CREATE INDEX reports_open ON reports (created_at) WHERE closed_at IS NULL;
      REVOKE ALL ON reports FROM zlm_app, PUBLIC;

      -- The number of the report; null where the key was used for another one.
      CREATE FUNCTION file_report(key uuid, of_kind text, of_thing bigint, title text, revision integer,
        updated_at timestamptz, for_reason text, said text, reachable text, in_lang text)
      RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        number bigint;
      BEGIN
        INSERT INTO reports (client_key, kind, thing_id, thing_title, thing_revision, thing_updated_at,
            reason, body, contact, lang)
          VALUES (key, of_kind, of_thing, title, revision, updated_at, for_reason, said, reachable, in_lang)
          ON CONFLICT (client_key) DO NOTHING RETURNING id INTO number;
        IF number IS NULL THEN
          SELECT r.id INTO number FROM reports r
            WHERE r.client_key = key AND r.thing_id = of_thing AND r.reason = for_reason AND r.body = said
              AND r.contact IS NOT DISTINCT FROM reachable;
        END IF;
        RETURN number;
      END $$;
      REVOKE ALL ON FUNCTION file_report FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION file_report TO zlm_app;
    `);
  },
};
