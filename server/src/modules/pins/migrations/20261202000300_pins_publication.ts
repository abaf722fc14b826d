import type { Migration } from '../../../db/migrate.ts';

const DEFINER = 'SECURITY DEFINER SET search_path = public, pg_temp';

/** When what waits becomes public may be changed while it waits. */
export const pinsPublication: Migration = {
  name: '20261202000300_pins_publication',
  up: async (client) => {
    await client.query(`
      DO $$
      DECLARE
        held text := (SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'pin_events_what_check');
      BEGIN
        ALTER TABLE pin_events DROP CONSTRAINT pin_events_what_check;
        EXECUTE 'ALTER TABLE pin_events ADD CONSTRAINT pin_events_what_check '
          || replace(held, 'ARRAY[', 'ARRAY[''rescheduled''::text, ');
      END $$;

      -- done; hidden: not theirs; closed: it does not wait; changed: it was saved since. What is approved and due is public at once.
      CREATE FUNCTION reschedule_revision(of_revision uuid, of_saved integer, at timestamptz) RETURNS text LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        r revisions;
        was jsonb;
      BEGIN
        SELECT * INTO r FROM revisions WHERE id = of_revision AND author = app_account() FOR UPDATE;
        IF NOT FOUND THEN RETURN 'hidden'; END IF;
        IF r.state NOT IN ('submitted', 'approved') THEN RETURN 'closed'; END IF;
        IF r.saved <> of_saved THEN RETURN 'changed'; END IF;
        IF NOT app_may('things.write', (SELECT institution_id FROM pins WHERE id = r.pin_id FOR UPDATE), body_topics(r.body)) THEN
          RETURN 'not_yours';
        END IF;
        IF r.publish_at IS NOT DISTINCT FROM at THEN RETURN 'done'; END IF;
        UPDATE revisions SET publish_at = at WHERE id = r.id RETURNING * INTO r;
        PERFORM note_pin(r.pin_id, 'rescheduled', r.n);
        IF r.state = 'approved' AND (at IS NULL OR at <= now()) THEN
          was := make_public(r);
          UPDATE decisions SET replaced = was WHERE id = (SELECT id FROM decisions
            WHERE revision_id = r.id AND decision = 'approve' AND undone_at IS NULL ORDER BY decided_at DESC LIMIT 1);
        END IF;
        RETURN 'done';
      END $$;
      REVOKE ALL ON FUNCTION reschedule_revision FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION reschedule_revision TO zlm_app;

      -- The time that was chosen is offered again.
      CREATE OR REPLACE FUNCTION take_back_revision(of_revision uuid) RETURNS text LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        r revisions;
      BEGIN
        SELECT * INTO r FROM revisions WHERE id = of_revision AND author = app_account() FOR UPDATE;
        IF NOT FOUND THEN RETURN 'hidden'; END IF;
        IF r.state NOT IN ('submitted', 'approved') THEN RETURN 'closed'; END IF;
        UPDATE revisions SET state = 'draft', flags = '{}' WHERE id = r.id;
        PERFORM note_pin(r.pin_id, 'taken_back', r.n);
        RETURN 'done';
      END $$;
    `);
  },
};
