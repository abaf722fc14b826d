import type { Migration } from '../../../db/migrate.ts';

const DEFINER = 'SECURITY DEFINER SET search_path = public, pg_temp';
/** Of one pin at most one revision is in one of these. */
const OPEN = `('draft', 'submitted', 'returned', 'approved')`;
// Longer than the app offers it: a tap in its last second still arrives.
const UNDO = `interval '15 seconds'`;

/** What people write of things: its revisions, decisions and history. Written by functions alone. */
export const pins: Migration = {
  name: '20261130200000_pins',
  up: async (client) => {
    await client.query(`
      ALTER TABLE activities ADD COLUMN hours numeric(5, 1) CHECK (hours > 0),
        ADD COLUMN credits numeric(5, 1) CHECK (credits >= 0);
      CREATE OR REPLACE VIEW public_activities AS
        SELECT a.* FROM activities a JOIN institutions i ON i.id = a.institution_id AND i.state = 'published'
        WHERE a.state = 'published';

      CREATE TABLE pins (
        -- the thing's own id, taken before it is public
        id bigint PRIMARY KEY,
        kind text NOT NULL,
        -- who offers it: whose people may act; null = nobody's, for those who may act everywhere
        institution_id bigint REFERENCES institutions,
        -- somebody’s own: demo rows that it stands on stay with it
        is_demo boolean NOT NULL DEFAULT false,
        presence text NOT NULL DEFAULT 'unpublished',
        made_at timestamptz NOT NULL DEFAULT now(),
        changed_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX pins_institution ON pins (institution_id);

      CREATE TABLE revisions (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        pin_id bigint NOT NULL REFERENCES pins ON DELETE CASCADE,
        n integer NOT NULL CHECK (n > 0),
        author uuid REFERENCES accounts ON DELETE SET NULL,
        state text NOT NULL DEFAULT 'draft',
        -- counts its savings: what is decided is one of them
        saved integer NOT NULL DEFAULT 1 CHECK (saved > 0),
        body jsonb NOT NULL CHECK (jsonb_typeof(body) = 'object' AND octet_length(body::text) <= 65536),
        -- what was public when it was begun; null = nothing
        base jsonb,
        flags text[] NOT NULL DEFAULT '{}',
        publish_at timestamptz,
        made_at timestamptz NOT NULL DEFAULT now(),
        saved_at timestamptz NOT NULL DEFAULT now(),
        submitted_at timestamptz,
        UNIQUE (pin_id, n)
      );
      CREATE UNIQUE INDEX revisions_open ON revisions (pin_id) WHERE state IN ${OPEN};
      CREATE UNIQUE INDEX revisions_live ON revisions (pin_id) WHERE state = 'published';
      CREATE INDEX revisions_author ON revisions (author);
      CREATE INDEX revisions_waiting ON revisions (submitted_at, id) WHERE state = 'submitted';
      CREATE INDEX revisions_due ON revisions (publish_at) WHERE state = 'approved';

      CREATE TABLE decisions (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        revision_id uuid NOT NULL REFERENCES revisions ON DELETE CASCADE,
        saved integer NOT NULL,
        decision text NOT NULL CHECK (decision IN ('approve', 'return')),
        decided_by uuid REFERENCES accounts ON DELETE SET NULL,
        reason text CHECK (char_length(reason) BETWEEN 1 AND 500),
        -- what was public before, to be put back; null = nothing
        replaced jsonb,
        decided_at timestamptz NOT NULL DEFAULT now(),
        undone_at timestamptz
      );
      CREATE INDEX decisions_revision ON decisions (revision_id);
      CREATE INDEX decisions_by ON decisions (decided_by);

      -- Who did what with it, in order; never changed.
      CREATE TABLE pin_events (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        pin_id bigint NOT NULL REFERENCES pins ON DELETE CASCADE,
        at timestamptz NOT NULL DEFAULT now(),
        what text NOT NULL CHECK (what IN ('begun', 'submitted', 'taken_back', 'returned', 'approved', 'published',
          'decision_undone', 'second_opinion', 'status', 'withdrawn', 'archived', 'restored', 'discarded')),
        n integer,
        by_account uuid REFERENCES accounts ON DELETE SET NULL,
        status text,
        day date,
        -- as the public or the author reads it
        reason text CHECK (char_length(reason) BETWEEN 1 AND 500),
        fields text[] NOT NULL DEFAULT '{}'
      );
      CREATE INDEX pin_events_pin ON pin_events (pin_id, id);
      CREATE INDEX pin_events_by ON pin_events (by_account);

      CREATE FUNCTION texts_of(list jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
        SELECT CASE WHEN jsonb_typeof(list) = 'array' THEN ARRAY(SELECT jsonb_array_elements_text(list)) ELSE '{}' END
      $$;
      -- 2026-11-28T09:00:00+08:00
      CREATE FUNCTION to_moment(at timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
        SELECT to_char(at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS') || '+08:00'
      $$;
      CREATE FUNCTION position_of(t places) RETURNS jsonb LANGUAGE sql STABLE AS $$
        SELECT jsonb_build_object('lngLat', jsonb_build_array(t.lng, t.lat), 'crs', t.crs, 'given', jsonb_build_array(t.source_x, t.source_y),
          'precision', t.precision_m, 'division', t.division, 'divisionBy', t.division_by)
      $$;
      CREATE FUNCTION write_place(of_id bigint, given jsonb, from_system text, from_id text, called text, addressed text,
        accessible text[]) RETURNS bigint LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        written bigint;
      BEGIN
        INSERT INTO places (id, name, address, division, division_by, geom, crs, source_x, source_y, precision_m, accessibility,
            state, source_system, source_id, confirmed_on, confirmed_by)
          VALUES (coalesce(of_id, (SELECT id FROM places WHERE source_system = from_system AND source_id = from_id), nextval('thing_id')),
            called, addressed, given->>'division', given->>'divisionBy',
            ST_SetSRID(ST_MakePoint((given#>>'{lngLat,0}')::float8, (given#>>'{lngLat,1}')::float8), 4326),
            given->>'crs', (given#>>'{given,0}')::float8, (given#>>'{given,1}')::float8, (given->>'precision')::real,
            accessible, 'published', from_system, from_id, app_today(), 'organiser')
          ON CONFLICT (id) DO UPDATE SET name = excluded.name, address = excluded.address, division = excluded.division,
            division_by = excluded.division_by, geom = excluded.geom, crs = excluded.crs, source_x = excluded.source_x,
            source_y = excluded.source_y, precision_m = excluded.precision_m, accessibility = excluded.accessibility,
            state = 'published', updated_at = now()
          RETURNING id INTO written;
        RETURN written;
      END $$;
      -- A place that is known, or one of the thing's own; a known one is public.
      CREATE FUNCTION place_for(of_thing bigint, place jsonb) RETURNS bigint LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        known bigint;
      BEGIN
        IF place IS NULL OR jsonb_typeof(place) = 'null' THEN RETURN NULL; END IF;
        IF place ? 'id' THEN
          SELECT id INTO known FROM places WHERE id = (place->>'id')::bigint AND state = 'published';
          IF NOT FOUND THEN RAISE foreign_key_violation USING MESSAGE = 'the place is gone', CONSTRAINT = 'pins_place'; END IF;
          RETURN known;
        END IF;
        RETURN write_place(NULL, place->'position', 'pins', of_thing || ':place', place->>'name', coalesce(place->>'address', ''),
          texts_of(place->'accessibility'));
      END $$;

      -- Made anew from the contract and the kinds after the migrations.
      CREATE FUNCTION is_revision_move(was text, becomes text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT false $$;
      CREATE FUNCTION is_pin_move(was text, becomes text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT false $$;
      CREATE FUNCTION kind_of_thing(of_thing bigint) RETURNS text LANGUAGE sql STABLE ${DEFINER} AS $$ SELECT NULL::text $$;
      CREATE FUNCTION organiser_of_thing(of_kind text, of_thing bigint) RETURNS bigint LANGUAGE sql STABLE ${DEFINER} AS $$ SELECT NULL::bigint $$;
      CREATE FUNCTION state_of_thing(of_kind text, of_thing bigint) RETURNS text LANGUAGE sql STABLE ${DEFINER} AS $$ SELECT NULL::text $$;
      CREATE FUNCTION status_of_thing(of_kind text, of_thing bigint) RETURNS text LANGUAGE sql STABLE ${DEFINER} AS $$ SELECT NULL::text $$;
      CREATE FUNCTION read_thing(of_kind text, of_thing bigint) RETURNS jsonb LANGUAGE sql STABLE ${DEFINER} AS $$ SELECT NULL::jsonb $$;
      CREATE FUNCTION publish_thing(of_kind text, of_thing bigint, of_institution bigint, body jsonb) RETURNS void LANGUAGE plpgsql ${DEFINER} AS $$ BEGIN END $$;
      CREATE FUNCTION set_thing_state(of_kind text, of_thing bigint, becomes text) RETURNS void LANGUAGE plpgsql ${DEFINER} AS $$ BEGIN END $$;
      CREATE FUNCTION set_thing_status(of_kind text, of_thing bigint, becomes text, of_day date, said text) RETURNS boolean LANGUAGE plpgsql ${DEFINER} AS $$ BEGIN RETURN false; END $$;

      CREATE FUNCTION keep_moves() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_TABLE_NAME = 'revisions' THEN
          IF TG_OP = 'INSERT' AND NEW.state <> 'draft' OR TG_OP = 'UPDATE' AND NEW.state <> OLD.state
              AND NOT is_revision_move(OLD.state, NEW.state) THEN
            RAISE check_violation USING MESSAGE = 'no revision goes there', CONSTRAINT = 'revisions_move', TABLE = 'revisions';
          END IF;
        ELSIF TG_OP = 'UPDATE' AND NEW.presence <> OLD.presence AND NOT is_pin_move(OLD.presence, NEW.presence) THEN
          RAISE check_violation USING MESSAGE = 'no pin goes there', CONSTRAINT = 'pins_move', TABLE = 'pins';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER revisions_moves BEFORE INSERT OR UPDATE ON revisions FOR EACH ROW EXECUTE FUNCTION keep_moves();
      CREATE TRIGGER pins_moves BEFORE UPDATE ON pins FOR EACH ROW EXECUTE FUNCTION keep_moves();

      CREATE FUNCTION body_topics(body jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
        SELECT CASE WHEN jsonb_typeof(body->'topics') = 'array' THEN ARRAY(SELECT jsonb_array_elements_text(body->'topics')) END
      $$;
      CREATE FUNCTION body_title(body jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS $$
        SELECT coalesce(body->>'title', body->>'name', '')
      $$;
      CREATE FUNCTION changed_fields(was jsonb, becomes jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
        SELECT ARRAY(SELECT k FROM (SELECT jsonb_object_keys(coalesce(was, '{}')) UNION SELECT jsonb_object_keys(becomes)) t (k)
          WHERE was->k IS DISTINCT FROM becomes->k ORDER BY k)
      $$;
      -- What the author changed, on what is public now: what an import changed meanwhile stays.
      CREATE FUNCTION merged_body(base jsonb, body jsonb, public_now jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
        SELECT CASE WHEN base IS NULL OR public_now IS NULL THEN body ELSE
          coalesce((SELECT jsonb_object_agg(k, v) FROM (
            SELECT k, CASE WHEN k = ANY (changed_fields(base, body)) THEN body->k ELSE public_now->k END AS v
            FROM (SELECT jsonb_object_keys(body) UNION SELECT jsonb_object_keys(public_now)) t (k)
          ) m WHERE v IS NOT NULL), '{}') END
      $$;
      CREATE FUNCTION is_same_person(a uuid, b uuid) RETURNS boolean LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT a = b OR EXISTS (SELECT FROM accounts x JOIN accounts y ON x.person_id = y.person_id WHERE x.id = a AND y.id = b)
      $$;
      -- Whether an institution may speak for a place: it is one of its own, or it offers something there.
      CREATE FUNCTION stands_at(of_institution bigint, of_place bigint) RETURNS boolean LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT EXISTS (SELECT FROM institution_places WHERE institution_id = of_institution AND place_id = of_place)
          OR NOT EXISTS (SELECT FROM institution_places WHERE place_id = of_place)
            AND EXISTS (SELECT FROM activities WHERE place_id = of_place AND institution_id = of_institution)
      $$;
      CREATE FUNCTION note_pin(of_pin bigint, did text, of_n integer DEFAULT NULL, of_status text DEFAULT NULL,
        of_day date DEFAULT NULL, said text DEFAULT NULL, of_fields text[] DEFAULT '{}') RETURNS void LANGUAGE plpgsql ${DEFINER} AS $$
      BEGIN
        INSERT INTO pin_events (pin_id, what, n, by_account, status, day, reason, fields)
          VALUES (of_pin, did, of_n, app_account(), of_status, of_day, nullif(said, ''), of_fields);
        UPDATE pins SET changed_at = now() WHERE id = of_pin;
      END $$;

      -- The pin of a thing that came from elsewhere, made when somebody first acts on it; null = there is no such thing.
      CREATE FUNCTION keep_pin(of_thing bigint, of_institution bigint) RETURNS pins LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        pin pins;
        of_kind text;
        organiser bigint;
      BEGIN
        SELECT * INTO pin FROM pins WHERE id = of_thing FOR UPDATE;
        IF FOUND THEN
          -- An import or the tree may have given it to somebody else.
          IF pin.kind <> 'place' AND pin.presence <> 'unpublished' THEN
            organiser := organiser_of_thing(pin.kind, pin.id);
            IF organiser IS DISTINCT FROM pin.institution_id THEN
              UPDATE pins SET institution_id = organiser WHERE id = pin.id RETURNING * INTO pin;
            END IF;
          END IF;
          RETURN pin;
        END IF;
        of_kind := kind_of_thing(of_thing);
        IF of_kind IS NULL OR state_of_thing(of_kind, of_thing) <> 'published' THEN RETURN NULL; END IF;
        organiser := CASE WHEN of_kind = 'place' THEN of_institution ELSE organiser_of_thing(of_kind, of_thing) END;
        IF of_kind = 'place' AND NOT coalesce(stands_at(of_institution, of_thing), false) THEN RETURN NULL; END IF;
        INSERT INTO pins (id, kind, institution_id, presence) VALUES (of_thing, of_kind, organiser, 'public')
          ON CONFLICT (id) DO NOTHING;
        SELECT * INTO pin FROM pins WHERE id = of_thing FOR UPDATE;
        RETURN pin;
      END $$;

      -- Anybody may read what is public, as a form too.
      CREATE FUNCTION public_body(of_kind text, of_thing bigint) RETURNS jsonb LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT read_thing(of_kind, of_thing) WHERE state_of_thing(of_kind, of_thing) = 'published'
      $$;
      -- Of a pin that row-level security showed to who asks.
      CREATE FUNCTION pin_status(of_pin bigint) RETURNS text LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT status_of_thing(kind, id) FROM pins WHERE id = of_pin AND presence = 'public'
      $$;
      CREATE FUNCTION public_status(of_kind text, of_thing bigint) RETURNS text LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT status_of_thing(of_kind, of_thing) WHERE state_of_thing(of_kind, of_thing) = 'published'
      $$;
      CREATE FUNCTION pin_title(of_pin bigint) RETURNS text LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT body_title(read_thing(kind, id)) FROM pins WHERE id = of_pin AND (presence = 'public'
          OR presence <> 'unpublished' AND (app_may('things.write', institution_id) OR app_may('things.review', institution_id)))
      $$;
      CREATE FUNCTION pin_rights(of_thing bigint) RETURNS TABLE (kind text, institution bigint, write boolean, review boolean)
      LANGUAGE plpgsql STABLE ${DEFINER} AS $$
      BEGIN
        SELECT p.kind, p.institution_id INTO kind, institution FROM pins p WHERE p.id = of_thing;
        IF NOT FOUND THEN
          kind := kind_of_thing(of_thing);
          IF kind IS NULL OR kind = 'place' OR state_of_thing(kind, of_thing) <> 'published' THEN RETURN; END IF;
          institution := organiser_of_thing(kind, of_thing);
        ELSIF kind <> 'place' AND state_of_thing(kind, of_thing) IS NOT NULL THEN
          institution := organiser_of_thing(kind, of_thing);
        END IF;
        write := app_may('things.write', institution);
        review := app_may('things.review', institution);
        IF write OR review OR of_thing IN (SELECT my_pins()) THEN RETURN NEXT; END IF;
      END $$;

      -- Its id; null: hidden from who acts, or not theirs. An open revision of their own is gone on with.
      CREATE FUNCTION begin_revision(of_kind text, of_thing bigint, of_institution bigint, of_body jsonb)
      RETURNS uuid LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        pin pins;
        open_one revisions;
        public_now jsonb;
        made uuid;
      BEGIN
        IF app_account() IS NULL THEN RETURN NULL; END IF;
        IF of_thing IS NULL THEN
          IF NOT app_may('things.write', of_institution) THEN RETURN NULL; END IF;
          -- Nothing was typed into one that is there: it is that one.
          IF of_body = '{}' THEN
            SELECT r.id INTO made FROM revisions r JOIN pins p ON p.id = r.pin_id
              WHERE r.author = app_account() AND r.state = 'draft' AND r.body = '{}' AND r.base IS NULL AND p.kind = of_kind
                AND p.institution_id IS NOT DISTINCT FROM of_institution ORDER BY r.made_at LIMIT 1;
            IF FOUND THEN RETURN made; END IF;
          END IF;
          INSERT INTO pins (id, kind, institution_id) VALUES (nextval('thing_id'), of_kind, of_institution) RETURNING * INTO pin;
        ELSE
          pin := keep_pin(of_thing, of_institution);
          IF pin.id IS NULL OR pin.kind <> of_kind OR NOT app_may('things.write', pin.institution_id) THEN RETURN NULL; END IF;
          SELECT * INTO open_one FROM revisions WHERE pin_id = pin.id AND state IN ${OPEN};
          IF FOUND THEN
            IF open_one.author = app_account() THEN RETURN open_one.id; END IF;
            RAISE unique_violation USING MESSAGE = 'somebody else is at it', CONSTRAINT = 'revisions_open', TABLE = 'revisions';
          END IF;
          public_now := read_thing(pin.kind, pin.id);
        END IF;
        INSERT INTO revisions (pin_id, n, author, body, base)
          VALUES (pin.id, (SELECT coalesce(max(n), 0) + 1 FROM revisions WHERE pin_id = pin.id), app_account(),
            coalesce(public_now, '{}') || of_body, public_now)
          RETURNING id INTO made;
        PERFORM note_pin(pin.id, 'begun', (SELECT n FROM revisions WHERE id = made));
        RETURN made;
      END $$;

      -- done; hidden: not theirs; closed: it is no draft any more; changed: it was saved since.
      CREATE FUNCTION save_revision(of_revision uuid, of_saved integer, of_body jsonb, of_institution bigint)
      RETURNS text LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        r revisions;
      BEGIN
        SELECT * INTO r FROM revisions WHERE id = of_revision AND author = app_account() FOR UPDATE;
        IF NOT FOUND THEN RETURN 'hidden'; END IF;
        IF r.state NOT IN ('draft', 'returned') THEN RETURN 'closed'; END IF;
        -- Sent again, as the answer was lost.
        IF r.saved = of_saved + 1 AND r.body = of_body THEN RETURN 'done'; END IF;
        IF r.saved <> of_saved THEN RETURN 'changed'; END IF;
        IF of_institution IS NOT NULL AND r.base IS NULL
            AND of_institution IS DISTINCT FROM (SELECT institution_id FROM pins WHERE id = r.pin_id) THEN
          IF NOT app_may('things.write', of_institution) THEN RETURN 'hidden'; END IF;
          UPDATE pins SET institution_id = of_institution WHERE id = r.pin_id AND presence = 'unpublished';
        END IF;
        IF r.body IS DISTINCT FROM of_body THEN
          UPDATE revisions SET body = of_body, saved = saved + 1, saved_at = now() WHERE id = r.id;
        END IF;
        RETURN 'done';
      END $$;

      -- What the database sees for itself; what needs words or distances is told by the server.
      CREATE FUNCTION flags_of(r revisions) RETURNS text[] LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT ARRAY(
          SELECT 'new_account' FROM accounts a WHERE a.id = r.author AND NOT EXISTS (
            SELECT FROM revisions o WHERE o.author = r.author AND o.state IN ('published', 'superseded'))
          UNION ALL
          SELECT 'dormant_account' WHERE EXISTS (SELECT FROM revisions o WHERE o.author = r.author AND o.state IN ('published', 'superseded'))
            AND NOT EXISTS (SELECT FROM revisions o WHERE o.author = r.author AND o.submitted_at > now() - interval '1 year')
          UNION ALL
          SELECT 'outside_area' FROM pins p JOIN institutions i ON i.id = p.institution_id
            WHERE p.id = r.pin_id AND NOT coalesce(lies_in(
              coalesce(r.body#>>'{place,position,division}', r.body#>>'{position,division}',
                (SELECT division FROM places WHERE id = (r.body#>>'{place,id}')::bigint), i.division), i.division), true)
        )
      $$;
      CREATE FUNCTION submit_revision(of_revision uuid, of_saved integer, told text[], at timestamptz)
      RETURNS text LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        r revisions;
        pin pins;
      BEGIN
        SELECT * INTO r FROM revisions WHERE id = of_revision AND author = app_account() FOR UPDATE;
        IF NOT FOUND THEN RETURN 'hidden'; END IF;
        IF r.state NOT IN ('draft', 'returned') THEN RETURN 'closed'; END IF;
        IF r.saved <> of_saved THEN RETURN 'changed'; END IF;
        SELECT * INTO pin FROM pins WHERE id = r.pin_id FOR UPDATE;
        IF NOT app_may('things.write', pin.institution_id, body_topics(r.body)) THEN RETURN 'not_yours'; END IF;
        UPDATE revisions SET state = 'submitted', submitted_at = now(), publish_at = at,
            flags = ARRAY(SELECT DISTINCT f FROM unnest(flags_of(r) || array_remove(told, 'second_opinion')) f ORDER BY f)
          WHERE id = r.id;
        PERFORM note_pin(pin.id, 'submitted', r.n);
        RETURN 'done';
      END $$;

      CREATE FUNCTION take_back_revision(of_revision uuid) RETURNS text LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        r revisions;
      BEGIN
        SELECT * INTO r FROM revisions WHERE id = of_revision AND author = app_account() FOR UPDATE;
        IF NOT FOUND THEN RETURN 'hidden'; END IF;
        IF r.state NOT IN ('submitted', 'approved') THEN RETURN 'closed'; END IF;
        UPDATE revisions SET state = 'draft', flags = '{}', publish_at = NULL WHERE id = r.id;
        PERFORM note_pin(r.pin_id, 'taken_back', r.n);
        RETURN 'done';
      END $$;

      CREATE FUNCTION discard_revision(of_revision uuid) RETURNS text LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        r revisions;
      BEGIN
        SELECT * INTO r FROM revisions WHERE id = of_revision AND author = app_account() FOR UPDATE;
        IF NOT FOUND THEN RETURN 'hidden'; END IF;
        IF r.state NOT IN ('draft', 'returned') THEN RETURN 'closed'; END IF;
        UPDATE revisions SET state = 'discarded', body = '{}', base = NULL, flags = '{}' WHERE id = r.id;
        PERFORM note_pin(r.pin_id, 'discarded', r.n);
        RETURN 'done';
      END $$;

      CREATE FUNCTION ask_second_opinion(of_revision uuid, said text) RETURNS text LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        r revisions;
      BEGIN
        SELECT * INTO r FROM revisions WHERE id = of_revision AND author = app_account() FOR UPDATE;
        IF NOT FOUND THEN RETURN 'hidden'; END IF;
        IF r.state <> 'returned' OR 'second_opinion' = ANY (r.flags)
            -- It is about what was decided, not about what was written since.
            OR NOT EXISTS (SELECT FROM decisions d WHERE d.revision_id = r.id AND d.saved = r.saved AND d.undone_at IS NULL) THEN
          RETURN 'closed';
        END IF;
        IF NOT app_may('things.write', (SELECT institution_id FROM pins WHERE id = r.pin_id), body_topics(r.body)) THEN RETURN 'not_yours'; END IF;
        UPDATE revisions SET state = 'submitted', submitted_at = now(), flags = flags || '{second_opinion}' WHERE id = r.id;
        PERFORM note_pin(r.pin_id, 'second_opinion', r.n, said => said);
        RETURN 'done';
      END $$;

      -- Makes it public: what the author changed, on what is public now. Answers what was public before.
      CREATE FUNCTION make_public(r revisions) RETURNS jsonb LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        pin pins;
        public_now jsonb;
      BEGIN
        SELECT * INTO pin FROM pins WHERE id = r.pin_id FOR UPDATE;
        public_now := CASE WHEN pin.presence <> 'unpublished' THEN read_thing(pin.kind, pin.id) END;
        PERFORM publish_thing(pin.kind, pin.id, pin.institution_id, merged_body(r.base, r.body, public_now));
        UPDATE revisions SET state = 'superseded' WHERE pin_id = pin.id AND state = 'published';
        UPDATE revisions SET state = 'published' WHERE id = r.id;
        UPDATE pins SET presence = 'public',
            institution_id = CASE WHEN kind = 'place' THEN institution_id ELSE organiser_of_thing(kind, id) END
          WHERE id = pin.id;
        PERFORM note_pin(pin.id, CASE WHEN pin.presence IN ('withdrawn', 'archived') THEN 'restored' ELSE 'published' END, r.n,
          of_fields => changed_fields(r.base, r.body));
        RETURN CASE WHEN pin.presence = 'public' THEN public_now END;
      END $$;

      -- The id of the decision; else hidden, changed, second_person: it is their own, or they decided it before.
      CREATE FUNCTION decide_revision(of_revision uuid, of_saved integer, of_decision text, said text)
      RETURNS text LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        r revisions;
        pin pins;
        made uuid;
        was jsonb;
      BEGIN
        SELECT * INTO r FROM revisions WHERE id = of_revision FOR UPDATE;
        IF NOT FOUND THEN RETURN 'hidden'; END IF;
        SELECT * INTO pin FROM pins WHERE id = r.pin_id FOR UPDATE;
        IF r.state IN ('draft', 'discarded') AND r.submitted_at IS NULL
            OR NOT app_may('things.review', pin.institution_id, body_topics(r.body)) THEN RETURN 'hidden'; END IF;
        IF is_same_person(r.author, app_account()) THEN RETURN 'second_person'; END IF;
        IF r.state <> 'submitted' OR r.saved <> of_saved THEN RETURN 'changed'; END IF;
        IF 'second_opinion' = ANY (r.flags) AND EXISTS (SELECT FROM decisions d
            WHERE d.revision_id = r.id AND d.undone_at IS NULL AND is_same_person(d.decided_by, app_account())) THEN
          RETURN 'second_person';
        END IF;
        IF of_decision = 'return' THEN
          UPDATE revisions SET state = 'returned' WHERE id = r.id;
          PERFORM note_pin(pin.id, 'returned', r.n, said => said);
        ELSE
          UPDATE revisions SET state = 'approved' WHERE id = r.id;
          PERFORM note_pin(pin.id, 'approved', r.n, said => said);
          IF r.publish_at IS NULL OR r.publish_at <= now() THEN was := make_public(r); END IF;
        END IF;
        INSERT INTO decisions (revision_id, saved, decision, decided_by, reason, replaced)
          VALUES (r.id, r.saved, of_decision, app_account(), nullif(said, ''), was) RETURNING id INTO made;
        RETURN made::text;
      END $$;

      -- By who decided, at once, while nothing came after it.
      CREATE FUNCTION undo_decision(of_decision uuid) RETURNS text LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        d decisions;
        r revisions;
        pin pins;
        before text;
      BEGIN
        SELECT * INTO d FROM decisions WHERE id = of_decision AND decided_by = app_account() FOR UPDATE;
        IF NOT FOUND THEN RETURN 'hidden'; END IF;
        SELECT * INTO r FROM revisions WHERE id = d.revision_id FOR UPDATE;
        SELECT * INTO pin FROM pins WHERE id = r.pin_id FOR UPDATE;
        IF NOT app_may('things.review', pin.institution_id, body_topics(r.body)) THEN RETURN 'hidden'; END IF;
        IF d.undone_at IS NOT NULL OR d.decided_at < now() - ${UNDO} OR r.saved <> d.saved
            OR r.state NOT IN ('returned', 'approved', 'published')
            OR EXISTS (SELECT FROM decisions l WHERE l.revision_id = r.id AND l.decided_at > d.decided_at)
            OR EXISTS (SELECT FROM revisions l WHERE l.pin_id = r.pin_id AND l.n > r.n)
            OR r.state = 'published' AND pin.presence <> 'public' THEN RETURN 'changed'; END IF;
        IF r.state = 'published' THEN
          UPDATE revisions SET state = 'submitted' WHERE id = r.id;
          IF d.replaced IS NULL THEN
            -- Whether it had left the public before, or never was there.
            SELECT what INTO before FROM pin_events
              WHERE pin_id = pin.id AND what IN ('published', 'restored', 'withdrawn', 'archived') ORDER BY id DESC OFFSET 1 LIMIT 1;
            IF before IN ('withdrawn', 'archived') THEN
              PERFORM set_thing_state(pin.kind, pin.id, before);
            ELSE
              before := 'unpublished';
              PERFORM set_thing_state(pin.kind, pin.id, 'submitted');
            END IF;
            UPDATE pins SET presence = before WHERE id = pin.id;
          ELSE
            PERFORM publish_thing(pin.kind, pin.id, pin.institution_id, d.replaced);
          END IF;
          UPDATE revisions SET state = 'published' WHERE id = (SELECT id FROM revisions
            WHERE pin_id = pin.id AND state = 'superseded' ORDER BY n DESC LIMIT 1);
        ELSE
          UPDATE revisions SET state = 'submitted' WHERE id = r.id;
        END IF;
        UPDATE decisions SET undone_at = now() WHERE id = d.id;
        PERFORM note_pin(pin.id, 'decision_undone', r.n);
        RETURN 'done';
      END $$;

      -- What was approved for a day that has come; whoever calls it does only what is due.
      CREATE FUNCTION publish_due() RETURNS integer LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        r revisions;
        was jsonb;
        done integer := 0;
      BEGIN
        FOR r IN SELECT * FROM revisions WHERE state = 'approved' AND publish_at <= now() ORDER BY publish_at, id
            LIMIT 100 FOR UPDATE SKIP LOCKED LOOP
          was := make_public(r);
          UPDATE decisions SET replaced = was WHERE id = (SELECT id FROM decisions
            WHERE revision_id = r.id AND decision = 'approve' AND undone_at IS NULL ORDER BY decided_at DESC LIMIT 1);
          done := done + 1;
        END LOOP;
        RETURN done;
      END $$;

      -- done; hidden; closed: nothing of the kind can be said of it, or it has no such day.
      CREATE FUNCTION set_pin_status(of_thing bigint, becomes text, of_day date, said text) RETURNS text LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        pin pins;
      BEGIN
        pin := keep_pin(of_thing, NULL);
        IF pin.id IS NULL OR pin.presence <> 'public'
            OR NOT (app_may('things.write', pin.institution_id) OR app_may('things.review', pin.institution_id)) THEN
          RETURN 'hidden';
        END IF;
        IF NOT set_thing_status(pin.kind, pin.id, becomes, of_day, said) THEN RETURN 'closed'; END IF;
        PERFORM note_pin(pin.id, 'status', NULL, becomes, of_day, said);
        RETURN 'done';
      END $$;

      CREATE FUNCTION leave_public(of_thing bigint, becomes text, said text) RETURNS text LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        pin pins;
      BEGIN
        IF becomes NOT IN ('withdrawn', 'archived') THEN RETURN 'closed'; END IF;
        pin := keep_pin(of_thing, NULL);
        IF pin.id IS NULL OR NOT (app_may('things.write', pin.institution_id) OR app_may('things.review', pin.institution_id)) THEN
          RETURN 'hidden';
        END IF;
        -- Who offers other things is closed in the tree, with what becomes of them.
        IF pin.presence <> 'public' OR organiser_of_thing(pin.kind, pin.id) = pin.id THEN RETURN 'closed'; END IF;
        PERFORM set_thing_state(pin.kind, pin.id, becomes);
        UPDATE pins SET presence = becomes WHERE id = pin.id;
        -- What waits for its day would bring it back: it is looked at again.
        UPDATE revisions SET state = 'submitted', publish_at = NULL WHERE pin_id = pin.id AND state = 'approved';
        PERFORM note_pin(pin.id, becomes, NULL, said => said);
        RETURN 'done';
      END $$;

      -- Nobody decides on their own by the account that is left.
      CREATE FUNCTION move_pins() RETURNS trigger LANGUAGE plpgsql ${DEFINER} AS $$
      BEGIN
        UPDATE revisions SET author = NEW.merged_into WHERE author = NEW.id;
        UPDATE decisions SET decided_by = NEW.merged_into WHERE decided_by = NEW.id;
        UPDATE pin_events SET by_account = NEW.merged_into WHERE by_account = NEW.id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER pins_move AFTER UPDATE OF merged_into ON accounts FOR EACH ROW
        WHEN (NEW.merged_into IS NOT NULL) EXECUTE FUNCTION move_pins();

      ALTER TABLE pins ENABLE ROW LEVEL SECURITY;
      ALTER TABLE revisions ENABLE ROW LEVEL SECURITY;
      ALTER TABLE decisions ENABLE ROW LEVEL SECURITY;
      ALTER TABLE pin_events ENABLE ROW LEVEL SECURITY;
      -- Without row-level security of its own: policies of two tables that ask each other would never end.
      CREATE FUNCTION my_pins() RETURNS SETOF bigint LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT pin_id FROM revisions WHERE author = app_account()
      $$;
      CREATE POLICY mine ON pins FOR SELECT TO zlm_app USING (id IN (SELECT my_pins()));
      CREATE POLICY branch ON pins FOR SELECT TO zlm_app USING (
        institution_id IN (SELECT app_scope('things.write')) OR institution_id IN (SELECT app_scope('things.review'))
        OR institution_id IS NULL AND ((SELECT app_may('things.write', NULL)) OR (SELECT app_may('things.review', NULL))));
      CREATE POLICY mine ON revisions FOR SELECT TO zlm_app USING (author = (SELECT app_account()));
      -- What was never submitted is its author's alone.
      CREATE POLICY branch ON revisions FOR SELECT TO zlm_app
        USING (state NOT IN ('draft', 'discarded') AND pin_id IN (SELECT id FROM pins));
      CREATE POLICY shown ON decisions FOR SELECT TO zlm_app USING (revision_id IN (SELECT id FROM revisions));
      CREATE POLICY shown ON pin_events FOR SELECT TO zlm_app USING (pin_id IN (SELECT id FROM pins));

      REVOKE ALL ON pins, revisions, decisions, pin_events FROM PUBLIC, zlm_app;
      GRANT SELECT ON pins, revisions, decisions, pin_events TO zlm_app;
      REVOKE ALL ON FUNCTION write_place, place_for, kind_of_thing, organiser_of_thing, state_of_thing, status_of_thing, read_thing, publish_thing,
        set_thing_state, set_thing_status, is_same_person, stands_at, note_pin, keep_pin, begin_revision, save_revision, flags_of,
        submit_revision, take_back_revision, discard_revision, ask_second_opinion, make_public, decide_revision, undo_decision,
        publish_due, set_pin_status, leave_public, my_pins, public_body, public_status, pin_status, pin_title, pin_rights FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION begin_revision, save_revision, submit_revision, take_back_revision, discard_revision,
        ask_second_opinion, decide_revision, undo_decision, publish_due, set_pin_status, leave_public, my_pins, public_body, public_status,
        pin_status, pin_title, pin_rights TO zlm_app;
    `);
  },
};
