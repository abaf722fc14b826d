import type { Migration } from '../../../db/migrate.ts';

/** What a demonstration would have sent, for a quarter of an hour; empty wherever a gateway is set up. */
export const accountsStandIn: Migration = {
  name: '20261130000110_accounts_stand_in',
  up: async (client) => {
    await client.query(`
      CREATE TABLE stand_in_messages (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        kind text NOT NULL,
        shown_to text NOT NULL,
        code text NOT NULL,
        made_at timestamptz NOT NULL DEFAULT now()
      );
      REVOKE ALL ON stand_in_messages FROM PUBLIC, zlm_app;
      CREATE FUNCTION show_stand_in_message(of_kind text, to_whom text, of_code text) RETURNS void
      LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        DELETE FROM stand_in_messages WHERE made_at < now() - interval '15 minutes';
        INSERT INTO stand_in_messages (kind, shown_to, code) VALUES (of_kind, to_whom, of_code);
      $$;
      CREATE FUNCTION list_stand_in_messages() RETURNS SETOF stand_in_messages
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT * FROM stand_in_messages WHERE made_at > now() - interval '15 minutes' ORDER BY id DESC LIMIT 20
      $$;
      REVOKE ALL ON FUNCTION show_stand_in_message, list_stand_in_messages FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION show_stand_in_message, list_stand_in_messages TO zlm_app;
    `);
  },
};
