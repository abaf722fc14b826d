import type { Migration } from '../../../db/migrate.ts';

const DEFINER = 'SECURITY DEFINER SET search_path = public, pg_temp';
// Longer than the app offers it: a tap in its last second still arrives.
const UNDO = `interval '15 seconds'`;

/** Who confirmed what, who was asked, and what hides because nobody did. */
export const freshness: Migration = {
  name: '20261130220000_freshness',
  up: async (client) => {
    await client.query(`
      -- Others may have added to what can happen to a pin.
      DO $$
      DECLARE
        held text := (SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'pin_events_what_check');
      BEGIN
        ALTER TABLE pin_events DROP CONSTRAINT pin_events_what_check;
        EXECUTE 'ALTER TABLE pin_events ADD CONSTRAINT pin_events_what_check '
          || replace(held, 'ARRAY[', 'ARRAY[''confirmed''::text, ''confirmation_undone''::text, ''outdated''::text, ');
      END $$;

      CREATE TABLE confirmations (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        pin_id bigint NOT NULL REFERENCES pins ON DELETE CASCADE,
        by_account uuid REFERENCES accounts ON DELETE SET NULL,
        -- what stood there before, to be put back
        was_on date,
        was_by text,
        was_hidden boolean NOT NULL,
        made_at timestamptz NOT NULL DEFAULT now(),
        undone_at timestamptz
      );
      CREATE INDEX confirmations_pin ON confirmations (pin_id, id);
      CREATE INDEX confirmations_by ON confirmations (by_account);

      -- One message to an account a day.
      CREATE TABLE freshness_messages (
        account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
        day date NOT NULL,
        PRIMARY KEY (account_id, day)
      );
      -- What it asked about: of each confirmation once.
      CREATE TABLE freshness_questions (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        thing_id bigint NOT NULL,
        confirmed_on date NOT NULL,
        account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
        -- of the thing: a link confirms what it was sent about
        revision integer NOT NULL,
        -- SHA-256 of what the link says
        link_hash bytea NOT NULL UNIQUE CHECK (octet_length(link_hash) = 32),
        asked_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        answered_at timestamptz,
        UNIQUE (thing_id, confirmed_on)
      );
      CREATE INDEX freshness_questions_account ON freshness_questions (account_id);

      CREATE FUNCTION move_confirmations() RETURNS trigger LANGUAGE plpgsql ${DEFINER} AS $$
      BEGIN
        UPDATE confirmations SET by_account = NEW.merged_into WHERE by_account = NEW.id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER confirmations_move AFTER UPDATE OF merged_into ON accounts FOR EACH ROW
        WHEN (NEW.merged_into IS NOT NULL) EXECUTE FUNCTION move_confirmations();

      ALTER TABLE confirmations ENABLE ROW LEVEL SECURITY;
      ALTER TABLE freshness_messages ENABLE ROW LEVEL SECURITY;
      ALTER TABLE freshness_questions ENABLE ROW LEVEL SECURITY;
      REVOKE ALL ON confirmations, freshness_messages, freshness_questions FROM PUBLIC, zlm_app;

      -- What a stand-in for SMS and mail shows beside codes.
      ALTER TABLE stand_in_messages ALTER COLUMN code DROP NOT NULL, ADD COLUMN said text;
      CREATE FUNCTION show_stand_in_text(of_kind text, to_whom text, saying text) RETURNS void LANGUAGE sql ${DEFINER} AS $$
        DELETE FROM stand_in_messages WHERE made_at < now() - interval '15 minutes';
        INSERT INTO stand_in_messages (kind, shown_to, said) VALUES (of_kind, to_whom, saying);
      $$;

      -- Made anew from the kinds after the migrations.
      CREATE VIEW thing_records AS SELECT NULL::text AS kind, NULL::bigint AS id, NULL::text AS title, NULL::bigint AS institution_id,
          NULL::text AS division, NULL::text AS state, NULL::boolean AS is_public, NULL::boolean AS is_demo, NULL::integer AS revision,
          NULL::date AS confirmed_on, NULL::text AS confirmed_by, NULL::date AS ageing_on, NULL::date AS stale_on,
          NULL::date AS hides_on, NULL::date AS last_day WHERE false;
      REVOKE ALL ON thing_records FROM PUBLIC, zlm_app;
      CREATE FUNCTION set_confirmation(of_kind text, of_thing bigint, of_day date, by_whom text) RETURNS void LANGUAGE plpgsql ${DEFINER} AS $$ BEGIN END $$;

      CREATE FUNCTION freshness_of(confirmed_on date, ageing_on date, stale_on date, last_day date, today date)
      RETURNS text LANGUAGE sql IMMUTABLE AS $$
        SELECT CASE WHEN last_day < today THEN 'over' WHEN confirmed_on IS NULL THEN 'unconfirmed'
          WHEN stale_on <= today THEN 'stale' WHEN ageing_on <= today THEN 'ageing' ELSE 'fresh' END
      $$;
      -- As app_may, of somebody who is not signed in here.
      CREATE FUNCTION account_may(of_account uuid, wanted text, institution bigint) RETURNS boolean LANGUAGE sql STABLE ${DEFINER} AS $$
        WITH RECURSIVE above AS (
          SELECT institution AS id
          UNION
          SELECT p.parent_id FROM institution_parents p JOIN above a ON p.institution_id = a.id WHERE p.during @> app_today()
        )
        SELECT EXISTS (
          SELECT FROM live_grants g JOIN accounts a ON a.id = g.account_id AND a.state = 'active'
          WHERE g.account_id = of_account AND wanted = ANY (actions_of_role(g.role))
            AND (g.institution_id IS NULL OR g.institution_id IN (SELECT id FROM above))
            AND (g.division IS NULL OR lies_in((SELECT i.division FROM institutions i WHERE i.id = institution), g.division))
        )
      $$;
      CREATE FUNCTION is_outdated(pin pins) RETURNS boolean LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT pin.presence = 'archived' AND 'outdated' = (SELECT what FROM pin_events
          WHERE pin_id = pin.id AND what IN ('published', 'restored', 'withdrawn', 'archived', 'outdated', 'confirmed')
          ORDER BY id DESC LIMIT 1)
      $$;
      -- done; closed: it is not public, and did not leave by its age.
      CREATE FUNCTION note_confirmation(pin pins, whose uuid, by_whom text) RETURNS text LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        was_outdated boolean := is_outdated(pin);
        t thing_records;
      BEGIN
        SELECT * INTO t FROM thing_records WHERE id = pin.id;
        IF pin.kind = 'place' OR NOT FOUND OR NOT (pin.presence = 'public' AND t.state = 'published' OR was_outdated) THEN
          RETURN 'closed';
        END IF;
        -- Said again.
        IF t.confirmed_on = app_today() AND t.confirmed_by = by_whom AND NOT was_outdated THEN RETURN 'done'; END IF;
        INSERT INTO confirmations (pin_id, by_account, was_on, was_by, was_hidden)
          VALUES (pin.id, whose, t.confirmed_on, t.confirmed_by, was_outdated);
        PERFORM set_confirmation(pin.kind, pin.id, app_today(), by_whom);
        IF was_outdated THEN
          PERFORM set_thing_state(pin.kind, pin.id, 'published');
          UPDATE pins SET presence = 'public' WHERE id = pin.id;
        END IF;
        INSERT INTO pin_events (pin_id, what, by_account) VALUES (pin.id, 'confirmed', whose);
        UPDATE pins SET changed_at = now() WHERE id = pin.id;
        RETURN 'done';
      END $$;

      CREATE FUNCTION confirm_thing(of_thing bigint) RETURNS text LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        pin pins;
        writes boolean;
      BEGIN
        pin := keep_pin(of_thing, NULL);
        IF pin.id IS NULL THEN RETURN 'hidden'; END IF;
        writes := app_may('things.write', pin.institution_id);
        IF NOT (writes OR app_may('things.review', pin.institution_id)) THEN RETURN 'hidden'; END IF;
        RETURN note_confirmation(pin, app_account(), CASE WHEN writes THEN 'organiser' ELSE 'reviewer' END);
      END $$;
      CREATE FUNCTION confirmation_of(of_thing bigint, today date) RETURNS TABLE (kind text, is_public boolean, state text, confirmed_on date,
        confirmed_by text, hides_on date) LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT r.kind, r.is_public, freshness_of(r.confirmed_on, r.ageing_on, r.stale_on, r.last_day, today), r.confirmed_on,
          r.confirmed_by, CASE WHEN NOT r.is_demo THEN r.hides_on END
        FROM thing_records r WHERE r.id = of_thing
          AND (app_may('things.write', r.institution_id) OR app_may('things.review', r.institution_id))
      $$;
      -- By who confirmed, at once, while nothing came after it.
      CREATE FUNCTION undo_confirmation(of_thing bigint) RETURNS text LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        pin pins;
        c confirmations;
      BEGIN
        SELECT * INTO pin FROM pins WHERE id = of_thing FOR UPDATE;
        IF NOT FOUND OR NOT (app_may('things.write', pin.institution_id) OR app_may('things.review', pin.institution_id)) THEN
          RETURN 'hidden';
        END IF;
        SELECT * INTO c FROM confirmations WHERE pin_id = pin.id ORDER BY id DESC LIMIT 1;
        IF NOT FOUND OR c.by_account IS DISTINCT FROM app_account() OR c.undone_at IS NOT NULL
            OR c.made_at < now() - ${UNDO} OR pin.presence <> 'public'
            OR 'confirmed' <> (SELECT what FROM pin_events WHERE pin_id = pin.id ORDER BY id DESC LIMIT 1) THEN
          RETURN 'closed';
        END IF;
        PERFORM set_confirmation(pin.kind, pin.id, c.was_on, c.was_by);
        UPDATE confirmations SET undone_at = now() WHERE id = c.id;
        PERFORM note_pin(pin.id, 'confirmation_undone');
        IF c.was_hidden THEN
          PERFORM set_thing_state(pin.kind, pin.id, 'archived');
          UPDATE pins SET presence = 'archived' WHERE id = pin.id;
          PERFORM note_pin(pin.id, 'outdated');
        END IF;
        RETURN 'done';
      END $$;

      -- What nobody confirmed in time leaves the public; at most 200 at once, made-up things never. Answers how many did.
      CREATE FUNCTION hide_outdated(today date) RETURNS integer LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        t thing_records;
        pin pins;
        done integer := 0;
      BEGIN
        FOR t IN SELECT r.* FROM thing_records r WHERE r.state = 'published' AND NOT r.is_demo AND r.hides_on <= today
            AND coalesce(r.last_day >= today, true) ORDER BY r.id LIMIT 200 LOOP
          pin := keep_pin(t.id, NULL);
          IF pin.id IS NULL THEN CONTINUE; END IF;
          -- Looked at again: somebody may have confirmed it while its pin was waited for.
          SELECT * INTO t FROM thing_records r WHERE r.id = pin.id;
          IF t.state <> 'published' OR t.hides_on > today THEN CONTINUE; END IF;
          PERFORM set_thing_state(pin.kind, pin.id, 'archived');
          UPDATE pins SET presence = 'archived' WHERE id = pin.id AND presence = 'public';
          INSERT INTO pin_events (pin_id, what) VALUES (pin.id, 'outdated');
          UPDATE pins SET changed_at = now() WHERE id = pin.id;
          INSERT INTO notices (account_id, kind)
            SELECT DISTINCT o.account, 'things_outdated' FROM organisers_of(pin.id, pin.institution_id) o (account)
            WHERE NOT EXISTS (SELECT FROM notices n WHERE n.account_id = o.account AND n.kind = 'things_outdated'
              AND n.put_away_at IS NULL);
          done := done + 1;
        END LOOP;
        RETURN done;
      END $$;
      -- Who is told of a thing: who wrote it, else those who write for exactly this institution.
      CREATE FUNCTION organisers_of(of_thing bigint, institution bigint) RETURNS SETOF uuid LANGUAGE sql STABLE ${DEFINER} AS $$
        WITH authors AS (
          SELECT a.id FROM revisions r JOIN accounts w ON w.id = r.author JOIN accounts a ON a.id = coalesce(w.merged_into, w.id)
          WHERE r.pin_id = of_thing AND r.state = 'published' AND a.state = 'active'
        )
        SELECT id FROM authors
        UNION SELECT g.account_id FROM live_grants g JOIN accounts a ON a.id = g.account_id AND a.state = 'active'
          WHERE g.institution_id = institution AND 'things.write' = ANY (actions_of_role(g.role)) AND NOT EXISTS (SELECT FROM authors)
      $$;

      -- For who reviews: public things by county of their place, or else of who offers them.
      CREATE FUNCTION reviewed_things(today date) RETURNS SETOF thing_records LANGUAGE plpgsql STABLE ${DEFINER} AS $$
      BEGIN
        RETURN QUERY SELECT r.* FROM thing_records r WHERE r.is_public AND (r.institution_id IN (SELECT app_scope('things.review'))
          OR r.institution_id IS NULL AND (SELECT app_may('things.review', NULL)));
      END $$;
      CREATE VIEW division_counties AS
        WITH RECURSIVE above AS (
          SELECT code, code AS at, level, parent FROM divisions
          UNION ALL SELECT a.code, d.code, d.level, d.parent FROM above a JOIN divisions d ON d.code = a.parent WHERE a.level <> 'county'
        ) SELECT code, at AS county FROM above WHERE level = 'county';
      CREATE FUNCTION freshness_counts(today date) RETURNS TABLE (county text, kind text, state text, things integer)
      LANGUAGE plpgsql STABLE ${DEFINER} AS $$
      BEGIN
        RETURN QUERY SELECT c.county, r.kind, freshness_of(r.confirmed_on, r.ageing_on, r.stale_on, r.last_day, today), count(*)::integer
          FROM reviewed_things(today) r LEFT JOIN division_counties c ON c.code = r.division GROUP BY 1, 2, 3;
      END $$;
      -- Those confirmed longest ago first; without a county given those in none.
      CREATE FUNCTION freshness_things(today date, of_county text, of_kind text, of_states text[], after_on date, after_id bigint, most integer)
      RETURNS TABLE (id bigint, kind text, title text, institution bigint, state text, confirmed_on date, confirmed_by text,
        hides_on date, is_demo boolean, total integer) LANGUAGE plpgsql STABLE ${DEFINER} AS $$
      BEGIN
        RETURN QUERY WITH found AS MATERIALIZED (
          SELECT r.*, freshness_of(r.confirmed_on, r.ageing_on, r.stale_on, r.last_day, today) AS now_is
          FROM reviewed_things(today) r LEFT JOIN division_counties c ON c.code = r.division
          WHERE c.county IS NOT DISTINCT FROM of_county AND (of_kind IS NULL OR r.kind = of_kind)
        ), wanted AS (SELECT f.*, count(*) OVER ()::integer AS all_of_them FROM found f WHERE f.now_is = ANY (of_states))
        SELECT w.id, w.kind, w.title, w.institution_id, w.now_is, w.confirmed_on, w.confirmed_by,
          CASE WHEN NOT w.is_demo THEN w.hides_on END, w.is_demo, w.all_of_them
        FROM wanted w WHERE after_id IS NULL OR (coalesce(w.confirmed_on, '0001-01-01'), w.id) > (coalesce(after_on, '0001-01-01'), after_id)
        ORDER BY coalesce(w.confirmed_on, '0001-01-01'), w.id LIMIT most;
      END $$;

      -- What a link asks about; no row for one that was never sent, or whose owner may not say so any more.
      CREATE FUNCTION find_question(link bytea, today date)
      RETURNS TABLE (state text, id bigint, account uuid, lang text, thing bigint, kind text, title text, confirmed_on date)
      LANGUAGE plpgsql STABLE ${DEFINER} AS $$
      DECLARE
        q freshness_questions;
        t thing_records;
      BEGIN
        SELECT * INTO q FROM freshness_questions f WHERE f.link_hash = sha256(link);
        IF NOT FOUND THEN RETURN; END IF;
        SELECT * INTO t FROM thing_records r WHERE r.id = q.thing_id;
        IF t.id IS NULL OR NOT account_may(q.account_id, 'things.write', t.institution_id) THEN RETURN; END IF;
        RETURN QUERY SELECT CASE
            WHEN q.answered_at IS NOT NULL THEN 'answered'
            WHEN q.expires_at <= now() THEN 'expired'
            WHEN t.state <> 'published' AND NOT coalesce((SELECT is_outdated(p) FROM pins p WHERE p.id = t.id), false) THEN 'gone'
            WHEN t.revision <> q.revision OR t.confirmed_on IS DISTINCT FROM q.confirmed_on THEN 'changed'
            WHEN t.last_day < today THEN 'over'
            ELSE 'open' END,
          q.id, q.account_id, (SELECT a.lang FROM accounts a WHERE a.id = q.account_id), t.id, t.kind, t.title, t.confirmed_on;
      END $$;
      -- Once; the state it was in otherwise.
      CREATE FUNCTION answer_question(link bytea, today date) RETURNS text LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        was text;
        of_account uuid;
        of_thing bigint;
        pin pins;
      BEGIN
        PERFORM FROM freshness_questions f WHERE f.link_hash = sha256(link) FOR UPDATE;
        SELECT f.state, f.account, f.thing INTO was, of_account, of_thing FROM find_question(link, today) f;
        IF was IS DISTINCT FROM 'open' THEN RETURN was; END IF;
        pin := keep_pin(of_thing, NULL);
        IF pin.id IS NULL THEN SELECT * INTO pin FROM pins WHERE id = of_thing; END IF;
        -- Its pin may have been waited for.
        SELECT f.state INTO was FROM find_question(link, today) f;
        IF was IS DISTINCT FROM 'open' THEN RETURN was; END IF;
        IF note_confirmation(pin, of_account, 'organiser') <> 'done' THEN RETURN 'gone'; END IF;
        UPDATE freshness_questions SET answered_at = now() WHERE link_hash = sha256(link);
        RETURN 'done';
      END $$;

      REVOKE ALL ON division_counties FROM PUBLIC, zlm_app;
      REVOKE ALL ON FUNCTION show_stand_in_text, set_confirmation, account_may, is_outdated, note_confirmation, confirm_thing, confirmation_of,
        undo_confirmation, hide_outdated, organisers_of, reviewed_things, freshness_counts, freshness_things, find_question,
        answer_question FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION show_stand_in_text, confirm_thing, confirmation_of, undo_confirmation, freshness_counts, freshness_things,
        find_question, answer_question TO zlm_app;
    `);
  },
};
