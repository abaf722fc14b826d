import type { Migration } from '../../../db/migrate.ts';

const DEFINER = 'SECURITY DEFINER SET search_path = public, pg_temp';

/** Whoever acts for some topics alone leaves things of others as they are. */
export const pinsTopics: Migration = {
  name: '20261202000400_pins_topics',
  up: async (client) => {
    await client.query(`
      -- Of what is there under the number; null where it has none.
      CREATE FUNCTION topics_of_thing(of_kind text, of_thing bigint) RETURNS text[] LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT body_topics(read_thing(of_kind, of_thing))
      $$;
      REVOKE ALL ON FUNCTION topics_of_thing FROM PUBLIC;

      DO $migration$
      DECLARE
        old_test CONSTANT text := $t$app_may('things.write', pin.institution_id) OR app_may('things.review', pin.institution_id)$t$;
        new_test CONSTANT text := $t$app_may('things.write', pin.institution_id, topics_of_thing(pin.kind, pin.id))
          OR app_may('things.review', pin.institution_id, topics_of_thing(pin.kind, pin.id))$t$;
        old_end CONSTANT text := 'THEN RETURN NEXT; END IF;';
        -- It may be seen, but these things are not theirs to change.
        new_end CONSTANT text := $t$THEN
          write := write AND app_may('things.write', institution, topics_of_thing(kind, of_thing));
          review := review AND app_may('things.review', institution, topics_of_thing(kind, of_thing));
          RETURN NEXT;
        END IF;$t$;
        body text;
        name text;
      BEGIN
        FOREACH name IN ARRAY ARRAY['set_pin_status', 'leave_public'] LOOP
          body := pg_get_functiondef(name::regproc);
          IF position(old_test IN body) = 0 THEN RAISE 'what % asks is not known', name; END IF;
          EXECUTE replace(body, old_test, new_test);
        END LOOP;
        body := pg_get_functiondef('pin_rights'::regproc);
        IF position(old_end IN body) = 0 THEN RAISE 'what pin_rights asks is not known'; END IF;
        EXECUTE replace(body, old_end, new_end);
      END $migration$;
    `);
  },
};
