import type { Migration } from '../../../db/migrate.ts';

const DEFINER = 'SECURITY DEFINER SET search_path = public, pg_temp';

const STATES = "'new', 'previewing', 'previewed', 'failed', 'active', 'paused', 'halted'";
const MOVES = `('new', 'previewing'), ('previewing', 'previewed'), ('previewing', 'failed'), ('previewed', 'previewing'), ('previewed', 'active'),
  ('failed', 'previewing'), ('active', 'paused'), ('active', 'halted'), ('paused', 'active'), ('paused', 'previewing'), ('halted', 'active'),
  ('halted', 'paused')`;

/** Other systems whose things come in by themselves; what they said, what stands here instead, and when they were looked at. */
export const sources: Migration = {
  name: '20261205020000_sources',
  up: async (client) => {
    await client.query(`
      CREATE TABLE sources (
        id uuid PRIMARY KEY,
        name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 80),
        -- who answers for it, and offers what names nobody
        institution_id bigint NOT NULL REFERENCES institutions,
        kind text NOT NULL,
        format text NOT NULL CHECK (format IN ('rpde', 'icalendar', 'geojson')),
        url text NOT NULL CHECK (char_length(url) <= 2000),
        area text NOT NULL REFERENCES divisions ON UPDATE CASCADE,
        crs text NOT NULL,
        every_minutes integer NOT NULL CHECK (every_minutes > 0),
        state text NOT NULL DEFAULT 'new' CHECK (state IN (${STATES})),
        rule text NOT NULL DEFAULT 'review' CHECK (rule IN ('publish', 'review_new', 'review')),
        version integer NOT NULL DEFAULT 1,
        -- where the next look goes on; null = at the first page
        cursor text,
        -- of the walk from the first page that is under way, or was the last
        epoch integer NOT NULL DEFAULT 0,
        -- that walk has come to the end, so that what it did not meet is gone
        is_whole boolean NOT NULL DEFAULT false,
        licence text,
        -- when it was last read to its end
        complete_at timestamptz,
        failures integer NOT NULL DEFAULT 0,
        failure text,
        halt text CHECK (halt IN ('many_removed', 'many_rejected')),
        -- somebody let the removals that wait go on
        may_remove boolean NOT NULL DEFAULT false,
        previewed_at timestamptz,
        is_preview_whole boolean NOT NULL DEFAULT false,
        due_at timestamptz,
        made_at timestamptz NOT NULL DEFAULT now(),
        changed_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX sources_due ON sources (due_at) WHERE state = 'active';
      CREATE INDEX sources_institution ON sources (institution_id);

      CREATE TABLE source_records (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        source_id uuid NOT NULL REFERENCES sources ON DELETE CASCADE,
        -- as the source calls it
        record text NOT NULL,
        modified text NOT NULL DEFAULT '0',
        epoch integer NOT NULL,
        hash text NOT NULL DEFAULT '',
        -- the rows it is made of, read; '[]' where it is gone
        drafts jsonb NOT NULL DEFAULT '[]',
        -- why it cannot be read, else what is left out
        problems jsonb NOT NULL DEFAULT '[]',
        title text NOT NULL DEFAULT '',
        state text NOT NULL CHECK (state IN ('staged', 'waiting', 'refused', 'public', 'rejected', 'removed')),
        verdict text NOT NULL CHECK (verdict IN ('new', 'changed', 'same', 'rejected', 'removed')),
        -- somebody let this version of it in
        is_accepted boolean NOT NULL DEFAULT false,
        is_gone boolean NOT NULL DEFAULT false,
        -- that it cannot be read any more was decided about: it does not halt another time
        is_excused boolean NOT NULL DEFAULT false,
        -- the source took its thing off the map
        has_left boolean NOT NULL DEFAULT false,
        thing text,
        pin bigint,
        lng float8,
        lat float8,
        source_url text,
        is_warned boolean NOT NULL DEFAULT false,
        -- looks in a row at which its page did not answer
        dead_looks smallint NOT NULL DEFAULT 0,
        looked_at timestamptz,
        changed_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (source_id, record)
      );
      CREATE INDEX source_records_state ON source_records (source_id, state, id);
      CREATE INDEX source_records_changed ON source_records (source_id, changed_at, id);
      CREATE INDEX source_records_thing ON source_records (source_id, thing) WHERE thing IS NOT NULL;

      CREATE TABLE source_runs (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        source_id uuid NOT NULL REFERENCES sources ON DELETE CASCADE,
        started_at timestamptz NOT NULL DEFAULT now(),
        ended_at timestamptz,
        is_preview boolean NOT NULL DEFAULT false,
        pages integer NOT NULL DEFAULT 0,
        read integer NOT NULL DEFAULT 0,
        -- by verdict
        counts jsonb NOT NULL DEFAULT '{}',
        failure text
      );
      CREATE INDEX source_runs_source ON source_runs (source_id, started_at, id);

      -- What a source said last of a thing, column by column as the database read it back.
      CREATE TABLE source_said (
        source_system text NOT NULL,
        relation text NOT NULL,
        source_id text NOT NULL,
        said jsonb NOT NULL,
        -- fields that it may have again although a person changed them
        yields text[] NOT NULL DEFAULT '{}',
        PRIMARY KEY (source_system, relation, source_id)
      );
      CREATE TABLE source_conflicts (
        source_system text NOT NULL,
        relation text NOT NULL,
        source_id text NOT NULL,
        field text NOT NULL,
        kept jsonb,
        wanted jsonb,
        since timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (source_system, relation, source_id, field)
      );

      CREATE FUNCTION watch_sources() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (${MOVES}) THEN
          RAISE EXCEPTION 'a source does not go from % to %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
        END IF;
        NEW.changed_at := now();
        RETURN NEW;
      END $$;
      CREATE TRIGGER sources_watch BEFORE UPDATE ON sources FOR EACH ROW EXECUTE FUNCTION watch_sources();

      ALTER TABLE sources ENABLE ROW LEVEL SECURITY;
      ALTER TABLE source_records ENABLE ROW LEVEL SECURITY;
      ALTER TABLE source_runs ENABLE ROW LEVEL SECURITY;
      ALTER TABLE source_conflicts ENABLE ROW LEVEL SECURITY;
      ALTER TABLE source_said ENABLE ROW LEVEL SECURITY;
      CREATE POLICY branch ON sources FOR SELECT TO zlm_app USING (institution_id IN (SELECT app_scope('sources.read')));
      CREATE POLICY branch ON source_records FOR SELECT TO zlm_app USING (source_id IN (SELECT id FROM sources));
      CREATE POLICY branch ON source_runs FOR SELECT TO zlm_app USING (source_id IN (SELECT id FROM sources));
      CREATE POLICY branch ON source_conflicts FOR SELECT TO zlm_app
        USING (source_system IN (SELECT 'source:' || id FROM sources));
      GRANT SELECT ON sources, source_records, source_runs, source_conflicts TO zlm_app;

      -- Where the main of its places is.
      CREATE FUNCTION spot_of_institution(of_institution bigint) RETURNS TABLE (lng float8, lat float8) LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT ST_X(t.geom), ST_Y(t.geom) FROM institution_places x JOIN places t ON t.id = x.place_id
        WHERE x.institution_id = of_institution AND app_may('sources.read', of_institution) AND t.geom IS NOT NULL AND t.state = 'published' ORDER BY x.is_main DESC, t.id LIMIT 1
      $$;
      -- The source where who acts may do this there; null: hidden.
      CREATE FUNCTION source_for(of_source uuid, action text) RETURNS sources LANGUAGE sql ${DEFINER} AS $$
        SELECT s FROM sources s WHERE s.id = of_source AND app_may('sources.read', s.institution_id) AND app_may(action, s.institution_id)
        FOR UPDATE
      $$;
      -- Notes or changes its settings. 'hidden', 'changed' where another change came in between, else 'done'.
      CREATE FUNCTION save_source(of_source uuid, at_version integer, says jsonb) RETURNS text LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        s sources;
        wanted sources := jsonb_populate_record(NULL::sources, says);
      BEGIN
        IF at_version IS NULL THEN
          IF NOT app_may('sources.change', wanted.institution_id) OR NOT EXISTS (SELECT FROM institutions i WHERE i.id = wanted.institution_id) THEN
            RETURN 'hidden';
          END IF;
          INSERT INTO sources (id, name, institution_id, kind, format, url, area, crs, every_minutes)
            VALUES (of_source, wanted.name, wanted.institution_id, wanted.kind, wanted.format, wanted.url, wanted.area, wanted.crs, wanted.every_minutes);
          RETURN 'done';
        END IF;
        s := source_for(of_source, 'sources.change');
        IF s.id IS NULL THEN RETURN 'hidden'; END IF;
        IF s.version <> at_version THEN RETURN 'changed'; END IF;
        IF s.state = 'previewing' THEN RETURN 'not_now'; END IF;
        -- Another address is another feed: it is seen again before it goes on.
        UPDATE sources SET name = wanted.name, url = wanted.url, area = wanted.area, crs = wanted.crs, every_minutes = wanted.every_minutes,
          version = version + 1, cursor = CASE WHEN url = wanted.url THEN cursor END, is_whole = is_whole AND url = wanted.url,
          state = CASE WHEN url <> wanted.url AND state IN ('active', 'halted') THEN 'paused' ELSE state END,
          previewed_at = CASE WHEN url = wanted.url THEN previewed_at END,
          -- Trust was given to what was there: another address or area has to earn it again, unless who may trust changes it.
          rule = CASE WHEN (url, area) = (wanted.url, wanted.area) OR app_may('things.review', s.institution_id, '{}') THEN rule ELSE 'review' END
          WHERE id = s.id;
        RETURN 'done';
      END $$;
      CREATE FUNCTION trust_source(of_source uuid, at_version integer, says text) RETURNS text LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        s sources := source_for(of_source, 'things.review');
      BEGIN
        IF s.id IS NULL OR NOT app_may('things.review', s.institution_id, '{}') THEN RETURN 'hidden'; END IF;
        IF s.version <> at_version THEN RETURN 'changed'; END IF;
        UPDATE sources SET rule = says, version = version + 1 WHERE id = s.id;
        RETURN 'done';
      END $$;
      -- Moves it; what is to be done then is enqueued by who calls.
      CREATE FUNCTION move_source(of_source uuid, becomes text) RETURNS text LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        s sources := source_for(of_source, 'sources.change');
      BEGIN
        IF s.id IS NULL THEN RETURN 'hidden'; END IF;
        IF (s.state, becomes) NOT IN (${MOVES}) OR becomes NOT IN ('previewing', 'active', 'paused') OR s.state = 'previewing' THEN RETURN 'not_now'; END IF;
        IF becomes = 'active' AND s.previewed_at IS NULL THEN RETURN 'not_now'; END IF;
        UPDATE sources SET state = becomes, version = version + 1, halt = NULL, failure = NULL,
          due_at = CASE WHEN becomes = 'active' THEN now() END WHERE id = s.id;
        -- What the preview only looked at is to be done.
        IF becomes = 'active' AND s.state = 'previewed' THEN
          UPDATE source_records SET state = 'staged' WHERE source_id = s.id AND state IN ('waiting', 'rejected') AND drafts <> '[]';
        END IF;
        RETURN 'done';
      END $$;
      CREATE FUNCTION look_at_source(of_source uuid) RETURNS text LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        s sources := source_for(of_source, 'sources.change');
      BEGIN
        IF s.id IS NULL THEN RETURN 'hidden'; END IF;
        IF s.state <> 'active' THEN RETURN 'not_now'; END IF;
        UPDATE sources SET due_at = now() WHERE id = s.id;
        RETURN 'done';
      END $$;
      CREATE FUNCTION decide_halt(of_source uuid, at_version integer, goes_on boolean) RETURNS text LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        s sources := source_for(of_source, 'sources.change');
      BEGIN
        IF s.id IS NULL THEN RETURN 'hidden'; END IF;
        IF s.version <> at_version THEN RETURN 'changed'; END IF;
        IF s.state <> 'halted' THEN RETURN 'not_now'; END IF;
        UPDATE sources SET state = 'active', halt = NULL, may_remove = goes_on, version = version + 1, due_at = now() WHERE id = s.id;
        UPDATE source_records SET is_excused = true WHERE source_id = s.id AND state = 'rejected' AND pin IS NOT NULL;
        -- What it would have removed stays as it is here, until the source says something of it again.
        IF NOT goes_on THEN
          UPDATE source_records SET state = 'public', verdict = 'same' WHERE source_id = s.id AND state = 'staged' AND is_gone;
        END IF;
        RETURN 'done';
      END $$;
      CREATE FUNCTION decide_records(of_source uuid, of_records bigint[], accepts boolean) RETURNS integer LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        s sources := source_for(of_source, 'things.review');
        done integer;
      BEGIN
        IF s.id IS NULL OR NOT app_may('things.review', s.institution_id, '{}') THEN RETURN NULL; END IF;
        UPDATE source_records SET state = CASE WHEN accepts THEN 'staged' ELSE 'refused' END, is_accepted = accepts, changed_at = now()
          WHERE source_id = s.id AND state = 'waiting' AND (of_records IS NULL OR id = ANY (of_records));
        GET DIAGNOSTICS done = ROW_COUNT;
        RETURN done;
      END $$;
      -- False where it is hidden, or has no such conflict.
      CREATE FUNCTION yield_to_source(of_source uuid, of_record bigint, of_fields text[]) RETURNS boolean LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        s sources := source_for(of_source, 'things.review');
        r source_records;
      BEGIN
        SELECT * INTO r FROM source_records WHERE id = of_record AND source_id = s.id FOR UPDATE;
        IF s.id IS NULL OR r.id IS NULL OR NOT app_may('things.review', s.institution_id, '{}') THEN RETURN false; END IF;
        UPDATE source_said SET yields = ARRAY(SELECT DISTINCT unnest(yields || of_fields))
          WHERE source_system = 'source:' || s.id AND source_id = r.thing;
        DELETE FROM source_conflicts WHERE source_system = 'source:' || s.id AND source_id = r.thing AND field = ANY (of_fields);
        UPDATE source_records SET state = 'staged', is_accepted = true, changed_at = now() WHERE id = r.id;
        RETURN true;
      END $$;
      -- Ends it; its things stay with what was said of them forgotten.
      CREATE FUNCTION remove_source(of_source uuid, at_version integer) RETURNS text LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        s sources := source_for(of_source, 'sources.change');
      BEGIN
        IF s.id IS NULL THEN RETURN 'hidden'; END IF;
        IF s.version <> at_version THEN RETURN 'changed'; END IF;
        DELETE FROM source_said WHERE source_system = 'source:' || s.id;
        DELETE FROM source_conflicts WHERE source_system = 'source:' || s.id;
        DELETE FROM sources WHERE id = s.id;
        RETURN 'done';
      END $$;
      REVOKE ALL ON FUNCTION watch_sources, spot_of_institution, source_for, save_source, trust_source, move_source, look_at_source, decide_halt, decide_records,
        yield_to_source, remove_source FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION spot_of_institution, save_source, trust_source, move_source, look_at_source, decide_halt, decide_records, yield_to_source,
        remove_source TO zlm_app;
    `);
  },
};
