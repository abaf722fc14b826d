import type { Migration } from '../../../db/migrate.ts';

const DEFINER = 'SECURITY DEFINER SET search_path = public, pg_temp';
/** Takes back what was done of one row, and says why. */
const refuse = (why: string) => `RAISE EXCEPTION USING ERRCODE = 'ZI001', MESSAGE = ${why}`;

/** Rows that are accepted and taken back, by the functions that what is typed goes through. */
export const importsRows: Migration = {
  name: '20261203020100_imports_rows',
  up: async (client) => {
    await client.query(`
      -- Of a body the fields named.
      CREATE FUNCTION fields_of(body jsonb, names text[]) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
        SELECT coalesce(jsonb_object_agg(key, value), '{}') FROM jsonb_each(body) WHERE key = ANY (names)
      $$;
      CREATE FUNCTION demand_done(came text) RETURNS void LANGUAGE plpgsql AS $$
      BEGIN
        IF came = 'done' THEN RETURN; END IF;
        ${refuse(`CASE came WHEN 'not_yours' THEN 'not_yours' WHEN 'hidden' THEN 'not_yours' ELSE 'read_again' END`)};
      END $$;
      CREATE FUNCTION saved_of(of_revision uuid) RETURNS integer LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT saved FROM revisions WHERE id = of_revision
      $$;

      -- The revision that says it. Raises ZI001 with why not.
      CREATE FUNCTION accept_import_row(i imports, r import_rows, told text[]) RETURNS uuid LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        known import_things;
        open_one revisions;
        made revisions;
        made_id uuid;
      BEGIN
        -- Holds up whoever brings the same thing at the same time; 0 = nothing is remembered.
        INSERT INTO import_things VALUES (i.institution_id, i.kind, r.source_id, 0, '{}') ON CONFLICT DO NOTHING;
        SELECT * INTO known FROM import_things
          WHERE institution_id = i.institution_id AND kind = i.kind AND source_id = r.source_id FOR UPDATE;
        IF known.pin = 0 THEN known := NULL; END IF;
        -- Another file has brought it meanwhile.
        IF known.pin IS NOT NULL AND known.pin IS DISTINCT FROM r.pin THEN ${refuse(`'read_again'`)}; END IF;
        IF r.pin IS NULL THEN
          made_id := begin_revision(i.kind, NULL, r.institution_id, r.body);
          IF made_id IS NULL THEN ${refuse(`'not_yours'`)}; END IF;
        ELSE
          SELECT * INTO open_one FROM revisions WHERE pin_id = r.pin AND state IN ('draft', 'submitted', 'returned', 'approved') FOR UPDATE;
          IF open_one.id IS NOT NULL AND open_one.author IS DISTINCT FROM app_account() THEN ${refuse(`'somebody_at_it'`)}; END IF;
          IF open_one.id IS DISTINCT FROM r.waiting OR open_one.saved IS DISTINCT FROM r.waiting_saved THEN ${refuse(`'read_again'`)}; END IF;
          IF open_one.id IS NULL THEN
            made_id := begin_revision(i.kind, r.pin, r.institution_id, '{}');
            IF made_id IS NULL THEN ${refuse(`'not_yours'`)}; END IF;
          ELSE
            made_id := open_one.id;
            IF open_one.state IN ('submitted', 'approved') THEN PERFORM demand_done(take_back_revision(made_id)); END IF;
          END IF;
          SELECT * INTO made FROM revisions WHERE id = made_id;
          -- Somebody changed it after the file was read.
          IF EXISTS (SELECT FROM unnest(r.changed) f WHERE made.body->f IS DISTINCT FROM coalesce(r.before, '{}')->f) THEN
            ${refuse(`'read_again'`)};
          END IF;
          PERFORM demand_done(save_revision(made_id, made.saved, (made.body - r.changed) || fields_of(r.body, r.changed), NULL));
        END IF;
        PERFORM demand_done(submit_revision(made_id, saved_of(made_id), told, NULL));
        SELECT * INTO made FROM revisions WHERE id = made_id;
        UPDATE import_rows SET accepted_at = now(), is_wanted = false, revision = made_id, pin = made.pin_id, saved = made.saved,
            was = open_one.body, was_flags = open_one.flags,
            remembered = CASE WHEN known.pin IS NOT NULL THEN jsonb_build_object('pin', known.pin, 'said', known.said) END
          WHERE import_id = i.id AND line = r.line;
        INSERT INTO import_things AS t VALUES (i.institution_id, i.kind, r.source_id, made.pin_id, r.said)
          ON CONFLICT (institution_id, kind, source_id) DO UPDATE SET pin = excluded.pin, said = (t.said - r.owned) || excluded.said;
        RETURN made_id;
      END $$;

      -- Each by itself: what cannot be done is said of the row and holds up no other. told: flags by line.
      CREATE FUNCTION accept_import_rows(of_import uuid, told jsonb)
      RETURNS TABLE (line integer, revision uuid, pin bigint, n integer, saved integer) LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        i imports;
        r import_rows;
        why text;
        handled integer := 0;
      BEGIN
        SELECT * INTO i FROM imports WHERE id = of_import AND account_id = app_account() AND state = 'accepting' FOR UPDATE;
        IF i.id IS NULL THEN RETURN; END IF;
        FOR r IN SELECT * FROM import_rows x WHERE x.import_id = i.id AND x.is_wanted AND told ? x.line::text ORDER BY x.line FOR UPDATE LOOP
          why := NULL;
          handled := handled + 1;
          BEGIN
            revision := accept_import_row(i, r, texts_of(told->r.line::text));
          EXCEPTION
            WHEN SQLSTATE 'ZI001' THEN why := SQLERRM;
            WHEN unique_violation THEN why := 'somebody_at_it';
            WHEN data_exception OR integrity_constraint_violation THEN why := 'not_complete';
          END;
          IF why IS NOT NULL THEN
            UPDATE import_rows x SET refusal = why, is_wanted = false WHERE x.import_id = i.id AND x.line = r.line;
          ELSE
            line := r.line;
            SELECT v.pin_id, v.n, v.saved INTO pin, n, saved FROM revisions v WHERE v.id = revision;
            RETURN NEXT;
          END IF;
        END LOOP;
        UPDATE imports SET done = done + handled, changed_at = now() WHERE id = i.id;
      END $$;

      -- What was done: pins.discard, pins.submit, pins.withdraw; null = nothing was left to do. Raises ZI001 with why it stays.
      CREATE FUNCTION undo_import_row(i imports, r import_rows, said text) RETURNS text LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        v revisions;
        pin pins;
        public_now jsonb;
        made uuid;
        came text;
      BEGIN
        SELECT * INTO v FROM revisions WHERE id = r.revision FOR UPDATE;
        IF v.id IS NULL OR v.state = 'discarded' THEN RETURN NULL; END IF;
        IF v.author IS DISTINCT FROM app_account() OR v.saved <> r.saved
            OR EXISTS (SELECT FROM revisions l WHERE l.pin_id = v.pin_id AND l.n > v.n AND l.state <> 'discarded') THEN
          ${refuse(`'changed_since'`)};
        END IF;
        IF v.state IN ('submitted', 'approved', 'draft', 'returned') THEN
          IF v.state = 'returned' AND r.was IS NOT NULL THEN ${refuse(`'decided_since'`)}; END IF;
          IF v.state IN ('submitted', 'approved') THEN PERFORM demand_done(take_back_revision(v.id)); END IF;
          IF r.was IS NULL THEN
            PERFORM demand_done(discard_revision(v.id));
            RETURN 'pins.discard';
          END IF;
          -- What waited before waits again.
          PERFORM demand_done(save_revision(v.id, v.saved, r.was, NULL));
          PERFORM demand_done(submit_revision(v.id, saved_of(v.id), r.was_flags, NULL));
          RETURN 'pins.submit';
        END IF;
        SELECT * INTO pin FROM pins WHERE id = v.pin_id FOR UPDATE;
        IF v.state <> 'published' OR pin.presence <> 'public' THEN ${refuse(`'changed_since'`)}; END IF;
        public_now := read_thing(pin.kind, pin.id);
        -- A place of its own has got a number since.
        IF EXISTS (SELECT FROM unnest(array_remove(CASE WHEN v.base IS NULL THEN ARRAY(SELECT jsonb_object_keys(v.body)) ELSE r.changed END, 'place')) f
            WHERE jsonb_typeof(v.body->f) IS DISTINCT FROM 'array' AND f <> 'series' AND public_now->f IS DISTINCT FROM v.body->f)
          OR EXISTS (SELECT FROM pin_events e WHERE e.pin_id = pin.id AND e.what IN ('status', 'withdrawn', 'archived')
            AND e.id > (SELECT max(p.id) FROM pin_events p WHERE p.pin_id = pin.id AND p.n = v.n AND p.what IN ('published', 'restored'))) THEN
          ${refuse(`'changed_since'`)};
        END IF;
        IF v.base IS NULL THEN
          came := leave_public(pin.id, 'withdrawn', said);
          IF came <> 'done' THEN ${refuse(`CASE came WHEN 'closed' THEN 'stays_public' ELSE 'not_yours' END`)}; END IF;
          RETURN 'pins.withdraw';
        END IF;
        made := begin_revision(pin.kind, pin.id, pin.institution_id, '{}');
        IF made IS NULL THEN ${refuse(`'not_yours'`)}; END IF;
        PERFORM demand_done(save_revision(made, 1, (public_now - r.changed) || fields_of(v.base, r.changed), NULL));
        PERFORM demand_done(submit_revision(made, saved_of(made), '{}', NULL));
        RETURN 'pins.submit';
      END $$;

      CREATE FUNCTION undo_import_rows(of_import uuid, of_lines integer[], said text)
      RETURNS TABLE (line integer, did text, pin bigint, revision uuid) LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        i imports;
        r import_rows;
        why text;
        handled integer := 0;
      BEGIN
        SELECT * INTO i FROM imports WHERE id = of_import AND account_id = app_account() AND state = 'undoing' FOR UPDATE;
        IF i.id IS NULL THEN RETURN; END IF;
        FOR r IN SELECT * FROM import_rows x WHERE x.import_id = i.id AND x.line = ANY (of_lines) AND x.accepted_at IS NOT NULL
            AND x.undone_at IS NULL AND x.left_reason IS NULL ORDER BY x.line DESC FOR UPDATE LOOP
          why := NULL;
          handled := handled + 1;
          BEGIN
            did := undo_import_row(i, r, said);
          EXCEPTION
            WHEN SQLSTATE 'ZI001' THEN why := SQLERRM;
            WHEN data_exception OR integrity_constraint_violation THEN why := 'changed_since';
          END;
          UPDATE import_rows x SET undone_at = CASE WHEN why IS NULL THEN now() END, left_reason = why
            WHERE x.import_id = i.id AND x.line = r.line;
          IF why IS NULL THEN
            IF r.remembered IS NULL THEN
              DELETE FROM import_things t WHERE t.institution_id = i.institution_id AND t.kind = i.kind AND t.source_id = r.source_id AND t.pin = r.pin;
            ELSE
              UPDATE import_things t SET said = r.remembered->'said'
                WHERE t.institution_id = i.institution_id AND t.kind = i.kind AND t.source_id = r.source_id;
            END IF;
            line := r.line;
            pin := r.pin;
            revision := r.revision;
            RETURN NEXT;
          END IF;
        END LOOP;
        UPDATE imports SET done = done + handled, changed_at = now() WHERE id = i.id;
      END $$;

      REVOKE ALL ON FUNCTION saved_of, accept_import_row, accept_import_rows, undo_import_row, undo_import_rows FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION accept_import_rows, undo_import_rows TO zlm_app;
    `);
  },
};
