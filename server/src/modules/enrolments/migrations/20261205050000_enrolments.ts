import type { Migration } from '../../../db/migrate.ts';

const DEFINER = 'SECURITY DEFINER SET search_path = public, pg_temp';
const LIVE = "('seated', 'waiting', 'offered')";

/** Pools of seats, who has one and who waits (docs/adr/0040). Every change holds the row of its pool first. */
export const enrolments: Migration = {
  name: '20261205050000_enrolments',
  up: async (client) => {
    await client.query(`
      CREATE TABLE seat_pools (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('activity', 'course')),
        thing_id bigint NOT NULL,
        -- within its thing: a day, with the start where it is not the first of its day, or an offering
        pool text NOT NULL,
        starts_at timestamptz,
        ends_at timestamptz,
        -- null = no limit; who is in stays when it is lowered
        capacity integer,
        taken integer NOT NULL DEFAULT 0 CHECK (taken >= 0),
        next_position integer NOT NULL DEFAULT 1,
        UNIQUE (kind, thing_id, pool)
      );
      CREATE TABLE enrolments (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        pool_id bigint NOT NULL REFERENCES seat_pools,
        person uuid NOT NULL REFERENCES persons,
        -- who did it, for themselves or for the person
        by_account uuid REFERENCES accounts,
        state text NOT NULL CHECK (state IN ('seated', 'waiting', 'offered', 'declined', 'cancelled', 'expired')),
        position integer NOT NULL,
        offered_until timestamptz,
        made_at timestamptz NOT NULL DEFAULT now(),
        changed_at timestamptz NOT NULL DEFAULT now(),
        CHECK ((state = 'offered') = (offered_until IS NOT NULL)),
        UNIQUE (pool_id, position)
      );
      CREATE UNIQUE INDEX enrolments_live ON enrolments (pool_id, person) WHERE state IN ${LIVE};
      CREATE INDEX enrolments_waiting ON enrolments (pool_id, position) WHERE state IN ('waiting', 'offered');
      CREATE INDEX enrolments_person ON enrolments (person);
      CREATE INDEX enrolments_by_account ON enrolments (by_account);
      ALTER TABLE seat_pools ENABLE ROW LEVEL SECURITY;
      ALTER TABLE enrolments ENABLE ROW LEVEL SECURITY;
      REVOKE ALL ON seat_pools, enrolments FROM PUBLIC, zlm_app;

      -- Whoever writes, no seat beyond the capacity is given, and one that is left is free at once.
      CREATE FUNCTION count_seats() RETURNS trigger LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        more integer := CASE WHEN TG_OP <> 'DELETE' AND NEW.state IN ('seated', 'offered') THEN 1 ELSE 0 END
          - CASE WHEN TG_OP <> 'INSERT' AND OLD.state IN ('seated', 'offered') THEN 1 ELSE 0 END;
      BEGIN
        IF more = 0 THEN RETURN NULL; END IF;
        UPDATE seat_pools p SET taken = taken + more
          WHERE p.id = CASE WHEN TG_OP = 'DELETE' THEN OLD.pool_id ELSE NEW.pool_id END
            AND (more < 0 OR capacity IS NULL OR taken + more <= capacity);
        IF NOT FOUND THEN RAISE check_violation USING MESSAGE = 'no seat is left'; END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER enrolments_seats AFTER INSERT OR DELETE OR UPDATE OF state ON enrolments
        FOR EACH ROW EXECUTE FUNCTION count_seats();
      CREATE FUNCTION keep_enrolment_moves() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.state <> OLD.state AND NOT (CASE OLD.state WHEN 'seated' THEN NEW.state = 'cancelled'
            WHEN 'waiting' THEN NEW.state IN ('offered', 'cancelled')
            WHEN 'offered' THEN NEW.state IN ('seated', 'declined', 'expired', 'cancelled') ELSE false END) THEN
          RAISE check_violation USING MESSAGE = 'an enrolment does not go from ' || OLD.state || ' to ' || NEW.state;
        END IF;
        NEW.changed_at := now();
        RETURN NEW;
      END $$;
      CREATE TRIGGER enrolments_moves BEFORE UPDATE OF state ON enrolments FOR EACH ROW EXECUTE FUNCTION keep_enrolment_moves();

      -- What can be enrolled in now, as the public sees it.
      CREATE VIEW seat_sources AS
        SELECT 'activity'::text AS kind, a.id AS thing_id, s.session_date::text || coalesce('T' || to_char(s.of_start, 'HH24:MI'), '') AS pool,
          s.starts_at, s.ends_at, s.capacity, a.enrol_method, a.enrol_deadline, s.is_on, a.place_id, s.starts_at AS last_entry
        FROM public_sessions s JOIN public_activities a ON a.id = s.activity_id
        UNION ALL
        SELECT 'course', o.course_id, o.id::text, o.starts_on::timestamp AT TIME ZONE 'Asia/Shanghai',
          (o.ends_on + 1)::timestamp AT TIME ZONE 'Asia/Shanghai', o.capacity, o.enrol_method, o.enrol_deadline,
          o.status NOT IN ('cancelled', 'postponed'), o.place_id, (o.ends_on + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'
        FROM public_course_offerings o;
      REVOKE ALL ON seat_sources FROM PUBLIC, zlm_app;
      CREATE FUNCTION enrol_refusal(s seat_sources) RETURNS text LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT CASE WHEN s.enrol_method IS DISTINCT FROM 'here' THEN 'not_here' WHEN NOT s.is_on THEN 'not_on'
          WHEN s.last_entry <= now() THEN 'over' WHEN s.enrol_deadline <= now() THEN 'deadline' END
      $$;

      -- What the public thing says of its seats; things enrolled in elsewhere are left alone.
      CREATE FUNCTION tell_seats(p seat_pools) RETURNS void LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        seats integer := greatest(p.capacity - p.taken, 0);
        of_day date := CASE WHEN p.kind = 'activity' THEN left(p.pool, 10)::date END;
        of_time time := CASE WHEN p.kind = 'activity' THEN nullif(substr(p.pool, 12), '')::time END;
      BEGIN
        IF seats IS NULL THEN RETURN; END IF;
        IF p.kind = 'course' THEN
          UPDATE course_offerings SET seats_left = seats WHERE id = p.pool::bigint AND seats_left IS DISTINCT FROM seats AND capacity >= seats;
        ELSIF EXISTS (SELECT FROM activities a WHERE a.id = p.thing_id AND cardinality(a.session_dates) = 1
            AND cardinality(a.more_starts) = 0 AND NOT EXISTS (SELECT FROM activity_sessions s WHERE s.activity_id = a.id)) THEN
          UPDATE activities SET seats_left = seats WHERE id = p.thing_id AND seats_left IS DISTINCT FROM seats AND capacity >= seats;
        ELSE
          UPDATE activity_sessions s SET seats_left = seats WHERE s.activity_id = p.thing_id AND s.session_date = of_day
            AND s.of_start IS NOT DISTINCT FROM of_time AND s.seats_left IS DISTINCT FROM seats;
          INSERT INTO activity_sessions (activity_id, session_date, of_start, seats_left)
            SELECT p.thing_id, of_day, of_time, seats WHERE NOT EXISTS (SELECT FROM activity_sessions s
              WHERE s.activity_id = p.thing_id AND s.session_date = of_day AND s.of_start IS NOT DISTINCT FROM of_time);
        END IF;
      END $$;

      -- Holds the pool, ends offers that are over, offers what is free to who waits, in order.
      CREATE FUNCTION settle_pool(of_pool bigint) RETURNS void LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        p seat_pools;
        s seat_sources;
        free integer;
      BEGIN
        SELECT * INTO STRICT p FROM seat_pools WHERE id = of_pool FOR UPDATE;
        SELECT * INTO s FROM seat_sources q WHERE (q.kind, q.thing_id, q.pool) = (p.kind, p.thing_id, p.pool);
        IF s.kind IS NOT NULL THEN
          UPDATE seat_pools SET capacity = s.capacity, starts_at = s.starts_at, ends_at = s.ends_at WHERE id = of_pool
            AND (capacity, starts_at, ends_at) IS DISTINCT FROM (s.capacity, s.starts_at, s.ends_at);
        END IF;
        UPDATE enrolments SET state = 'expired', offered_until = NULL
          WHERE pool_id = of_pool AND state = 'offered' AND offered_until <= now();
        SELECT * INTO p FROM seat_pools WHERE id = of_pool;
        IF s.kind IS NOT NULL AND s.is_on AND s.enrol_method = 'here' AND coalesce(s.last_entry > now(), true) THEN
          free := greatest(p.capacity - p.taken, 0);
          UPDATE enrolments e SET state = 'offered', offered_until = least(now() + interval '24 hours',
              CASE WHEN p.starts_at > now() THEN greatest(p.starts_at - interval '2 hours', least(p.starts_at, now() + interval '15 minutes')) END)
            WHERE e.id IN (SELECT w.id FROM enrolments w WHERE w.pool_id = of_pool AND w.state = 'waiting' ORDER BY w.position LIMIT free);
        END IF;
        IF s.enrol_method = 'here' THEN
          SELECT * INTO p FROM seat_pools WHERE id = of_pool;
          PERFORM tell_seats(p);
        END IF;
      END $$;
      CREATE FUNCTION settle_pools() RETURNS integer LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        one bigint;
        done integer := 0;
      BEGIN
        -- In one order, so that two of these never wait for each other.
        FOR one IN SELECT p.id FROM seat_pools p WHERE coalesce(p.ends_at > now() - interval '1 day', true)
            OR EXISTS (SELECT FROM enrolments e WHERE e.pool_id = p.id AND e.state = 'offered') ORDER BY p.id LOOP
          PERFORM settle_pool(one);
          done := done + 1;
        END LOOP;
        RETURN done;
      END $$;

      -- Its id, or why not; who is in it already keeps their place.
      CREATE FUNCTION enrol(of_kind text, of_thing bigint, of_pool text) RETURNS TABLE (refusal text, enrolment uuid)
      LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        whom uuid := app_person_for('enrolments.change');
        s seat_sources;
        p seat_pools;
      BEGIN
        SELECT * INTO s FROM seat_sources q WHERE (q.kind, q.thing_id, q.pool) = (of_kind, of_thing, of_pool);
        IF whom IS NULL OR s.kind IS NULL THEN refusal := 'hidden'; RETURN NEXT; RETURN; END IF;
        IF enrol_refusal(s) = 'not_here' THEN refusal := 'not_here'; RETURN NEXT; RETURN; END IF;
        INSERT INTO seat_pools (kind, thing_id, pool, capacity, starts_at, ends_at)
          VALUES (of_kind, of_thing, of_pool, s.capacity, s.starts_at, s.ends_at) ON CONFLICT DO NOTHING;
        SELECT * INTO STRICT p FROM seat_pools q WHERE (q.kind, q.thing_id, q.pool) = (of_kind, of_thing, of_pool) FOR UPDATE;
        PERFORM settle_pool(p.id);
        SELECT e.id INTO enrolment FROM enrolments e WHERE e.pool_id = p.id AND e.person = whom AND e.state IN ${LIVE};
        IF enrolment IS NOT NULL THEN RETURN NEXT; RETURN; END IF;
        -- Looked at again: it may have changed while the pool was waited for.
        SELECT * INTO s FROM seat_sources q WHERE (q.kind, q.thing_id, q.pool) = (of_kind, of_thing, of_pool);
        refusal := CASE WHEN s.kind IS NULL THEN 'hidden' ELSE enrol_refusal(s) END;
        IF refusal IS NOT NULL THEN RETURN NEXT; RETURN; END IF;
        UPDATE seat_pools q SET next_position = q.next_position + 1 WHERE q.id = p.id RETURNING q.* INTO p;
        INSERT INTO enrolments (pool_id, person, by_account, state, position)
          VALUES (p.id, whom, app_account(), CASE WHEN coalesce(p.taken < p.capacity, true) THEN 'seated' ELSE 'waiting' END, p.next_position - 1)
          RETURNING id INTO enrolment;
        SELECT * INTO p FROM seat_pools q WHERE q.id = p.id;
        PERFORM tell_seats(p);
        RETURN NEXT;
      END $$;
      -- Null where it is done, or was before; else why not.
      CREATE FUNCTION change_enrolment(of_id uuid, wanted text) RETURNS text LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        of_pool bigint := (SELECT pool_id FROM enrolments WHERE id = of_id AND person = app_person_for('enrolments.change'));
        stands text;
      BEGIN
        IF of_pool IS NULL THEN RETURN 'hidden'; END IF;
        PERFORM settle_pool(of_pool);
        SELECT state INTO stands FROM enrolments WHERE id = of_id;
        IF stands = wanted THEN RETURN NULL; END IF;
        IF wanted = 'cancelled' AND stands IN ('declined', 'expired') THEN RETURN NULL; END IF;
        IF wanted <> 'cancelled' AND stands <> 'offered' THEN RETURN 'offer_over'; END IF;
        UPDATE enrolments SET state = wanted, offered_until = NULL WHERE id = of_id;
        PERFORM settle_pool(of_pool);
        RETURN NULL;
      END $$;

      CREATE FUNCTION own_enrolments() RETURNS TABLE (id uuid, kind text, thing bigint, pool text, title text, place text,
        starts_at timestamptz, ends_at timestamptz, state text, ahead integer, offered_until timestamptz, made_at timestamptz,
        is_on boolean, clash boolean) LANGUAGE sql STABLE ${DEFINER} AS $$
        WITH own AS (SELECT e.*, p.kind, p.thing_id, p.pool, p.starts_at, p.ends_at FROM enrolments e JOIN seat_pools p ON p.id = e.pool_id
          WHERE e.person = app_person_for('enrolments.change') AND (e.state IN ${LIVE} OR e.changed_at > now() - interval '1 year'))
        SELECT e.id, e.kind, e.thing_id, e.pool, coalesce(a.title, c.title, ''), pl.name, coalesce(s.starts_at, e.starts_at),
          coalesce(s.ends_at, e.ends_at), e.state,
          CASE WHEN e.state = 'waiting' THEN (SELECT count(*)::integer FROM enrolments w
            WHERE w.pool_id = e.pool_id AND w.state = 'waiting' AND w.position < e.position) END,
          e.offered_until, e.made_at, coalesce(s.is_on, false),
          e.state IN ${LIVE} AND EXISTS (SELECT FROM own o WHERE o.id <> e.id AND o.state IN ${LIVE} AND o.kind = 'activity'
            AND e.kind = 'activity' AND o.starts_at < e.ends_at AND o.ends_at > e.starts_at)
        FROM own e LEFT JOIN seat_sources s ON (s.kind, s.thing_id, s.pool) = (e.kind, e.thing_id, e.pool)
          LEFT JOIN activities a ON e.kind = 'activity' AND a.id = e.thing_id LEFT JOIN courses c ON e.kind = 'course' AND c.id = e.thing_id
          LEFT JOIN public_places pl ON pl.id = s.place_id
        ORDER BY e.state NOT IN ${LIVE}, CASE WHEN e.state IN ${LIVE} THEN coalesce(s.starts_at, e.starts_at) END NULLS LAST, e.changed_at DESC, e.id
      $$;
      -- Counts of people, never people.
      CREATE FUNCTION enrolment_offer(of_kind text, of_thing bigint) RETURNS TABLE (pool text, place text, starts_at timestamptz,
        ends_at timestamptz, capacity integer, taken integer, waiting integer, deadline timestamptz, refusal text)
      LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT s.pool, pl.name, s.starts_at, s.ends_at, s.capacity, coalesce(p.taken, 0),
          (SELECT count(*)::integer FROM enrolments e WHERE e.pool_id = p.id AND e.state = 'waiting'), s.enrol_deadline, enrol_refusal(s)
        FROM seat_sources s LEFT JOIN seat_pools p ON (p.kind, p.thing_id, p.pool) = (s.kind, s.thing_id, s.pool)
          LEFT JOIN public_places pl ON pl.id = s.place_id
        WHERE s.kind = of_kind AND s.thing_id = of_thing AND s.enrol_method = 'here' ORDER BY s.starts_at NULLS LAST, s.pool
      $$;

      -- Null where who asks does not write it.
      CREATE FUNCTION enrolled_thing(of_thing bigint) RETURNS text LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT t.title FROM (SELECT id, title, institution_id, topics FROM activities UNION ALL SELECT id, title, institution_id, topics FROM courses) t
        WHERE t.id = of_thing AND app_may('things.write', t.institution_id, t.topics)
      $$;
      CREATE FUNCTION enrolled_in(of_thing bigint) RETURNS TABLE (id uuid, pool text, starts_at timestamptz, state text, "position" integer,
        name text, made_at timestamptz, offered_until timestamptz) LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT e.id, p.pool, p.starts_at, e.state, e.position, a.display_name, e.made_at, e.offered_until
        FROM seat_pools p JOIN enrolments e ON e.pool_id = p.id LEFT JOIN accounts a ON a.person_id = e.person
        WHERE p.thing_id = of_thing AND enrolled_thing(of_thing) IS NOT NULL ORDER BY p.starts_at NULLS LAST, p.pool, e.position
      $$;

      -- Of two live places in one pool the earlier stays.
      CREATE FUNCTION merge_enrolments() RETURNS trigger LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        own uuid := (SELECT person_id FROM accounts WHERE id = NEW.merged_into);
      BEGIN
        PERFORM FROM seat_pools p WHERE p.id IN (SELECT pool_id FROM enrolments WHERE person IN (own, NEW.person_id)) ORDER BY p.id FOR UPDATE;
        UPDATE enrolments e SET state = 'cancelled', offered_until = NULL WHERE e.person IN (own, NEW.person_id) AND e.state IN ${LIVE}
          AND EXISTS (SELECT FROM enrolments k WHERE k.pool_id = e.pool_id AND k.person IN (own, NEW.person_id)
            AND k.state IN ${LIVE} AND k.position < e.position);
        UPDATE enrolments SET person = own WHERE person = NEW.person_id;
        UPDATE enrolments SET by_account = NEW.merged_into WHERE by_account = NEW.id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER accounts_enrolments AFTER UPDATE OF state ON accounts
        FOR EACH ROW WHEN (NEW.state = 'merged' AND OLD.state <> 'merged') EXECUTE FUNCTION merge_enrolments();

      REVOKE ALL ON FUNCTION count_seats, keep_enrolment_moves, enrol_refusal, tell_seats, settle_pool, settle_pools, enrol, change_enrolment,
        own_enrolments, enrolment_offer, enrolled_thing, enrolled_in, merge_enrolments FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION enrol, change_enrolment, own_enrolments, enrolment_offer, enrolled_thing, enrolled_in TO zlm_app;
    `);
  },
};
