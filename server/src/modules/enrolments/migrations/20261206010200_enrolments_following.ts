import type { Migration } from '../../../db/migrate.ts';

const DEFINER = 'SECURITY DEFINER SET search_path = public, pg_temp';

/** Pools follow what organisers change at once, and each minute only those are looked at that have something to do. */
export const enrolmentsFollowing: Migration = {
  name: '20261206010200_enrolments_following',
  up: async (client) => {
    await client.query(`
      CREATE INDEX enrolments_offers ON enrolments (offered_until) WHERE state = 'offered';
      CREATE INDEX seat_pools_ends_at ON seat_pools (ends_at);

      -- Without a limit nothing is told of seats, and everybody who waits is offered one.
      CREATE OR REPLACE FUNCTION tell_seats(p seat_pools) RETURNS void LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        -- greatest() takes null for nothing.
        seats integer := CASE WHEN p.capacity IS NOT NULL THEN greatest(p.capacity - p.taken, 0) END;
        of_day date := CASE WHEN p.kind = 'activity' THEN left(p.pool, 10)::date END;
        of_time time := CASE WHEN p.kind = 'activity' THEN nullif(substr(p.pool, 12), '')::time END;
      BEGIN
        IF p.kind = 'course' THEN
          UPDATE course_offerings SET seats_left = seats WHERE id = p.pool::bigint AND seats_left IS DISTINCT FROM seats
            AND (seats IS NULL OR capacity >= seats);
        ELSIF EXISTS (SELECT FROM activities a WHERE a.id = p.thing_id AND cardinality(a.session_dates) = 1
            AND cardinality(a.more_starts) = 0 AND NOT EXISTS (SELECT FROM activity_sessions s WHERE s.activity_id = a.id)) THEN
          UPDATE activities SET seats_left = seats WHERE id = p.thing_id AND seats_left IS DISTINCT FROM seats
            AND (seats IS NULL OR capacity >= seats);
        ELSE
          UPDATE activity_sessions s SET seats_left = seats WHERE s.activity_id = p.thing_id AND s.session_date = of_day
            AND s.of_start IS NOT DISTINCT FROM of_time AND s.seats_left IS DISTINCT FROM seats;
          INSERT INTO activity_sessions (activity_id, session_date, of_start, seats_left)
            SELECT p.thing_id, of_day, of_time, seats WHERE seats IS NOT NULL AND NOT EXISTS (SELECT FROM activity_sessions s
              WHERE s.activity_id = p.thing_id AND s.session_date = of_day AND s.of_start IS NOT DISTINCT FROM of_time);
        END IF;
      END $$;
      CREATE OR REPLACE FUNCTION settle_pool(of_pool bigint) RETURNS void LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        p seat_pools;
        s seat_sources;
        -- null = all of them
        free integer;
      BEGIN
        SELECT * INTO STRICT p FROM seat_pools WHERE id = of_pool FOR UPDATE;
        SELECT * INTO s FROM seat_source(p.kind, p.thing_id, p.pool);
        IF s.kind IS NOT NULL THEN
          UPDATE seat_pools SET capacity = s.capacity, starts_at = s.starts_at, ends_at = s.ends_at WHERE id = of_pool
            AND (capacity, starts_at, ends_at) IS DISTINCT FROM (s.capacity, s.starts_at, s.ends_at);
        END IF;
        UPDATE enrolments SET state = 'expired', offered_until = NULL
          WHERE pool_id = of_pool AND state = 'offered' AND offered_until <= now();
        SELECT * INTO p FROM seat_pools WHERE id = of_pool;
        IF s.kind IS NOT NULL AND s.is_on AND s.enrol_method = 'here' AND coalesce(s.last_entry > now(), true) THEN
          free := CASE WHEN p.capacity IS NOT NULL THEN greatest(p.capacity - p.taken, 0) END;
          UPDATE enrolments e SET state = 'offered', offered_until = least(now() + interval '24 hours',
              CASE WHEN p.starts_at > now() THEN greatest(p.starts_at - interval '2 hours', least(p.starts_at, now() + interval '15 minutes')) END)
            WHERE e.id IN (SELECT w.id FROM enrolments w WHERE w.pool_id = of_pool AND w.state = 'waiting' ORDER BY w.position LIMIT free);
        END IF;
        IF s.enrol_method = 'here' THEN
          SELECT * INTO p FROM seat_pools WHERE id = of_pool;
          PERFORM tell_seats(p);
        END IF;
      END $$;

      -- In one order, so that two of these never wait for each other.
      CREATE FUNCTION settle_thing(of_kind text, of_thing bigint) RETURNS void LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        one bigint;
      BEGIN
        FOR one IN SELECT p.id FROM seat_pools p WHERE p.kind = of_kind AND p.thing_id = of_thing ORDER BY p.id LOOP
          PERFORM settle_pool(one);
        END LOOP;
      END $$;
      CREATE OR REPLACE FUNCTION settle_pools() RETURNS integer LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        one bigint;
        done integer := 0;
      BEGIN
        FOR one IN SELECT e.pool_id FROM enrolments e WHERE e.state = 'offered' AND e.offered_until <= now()
            UNION SELECT p.id FROM seat_pools p WHERE (p.ends_at IS NULL OR p.ends_at > now()) AND (p.capacity IS NULL OR p.taken < p.capacity)
              AND EXISTS (SELECT FROM enrolments e WHERE e.pool_id = p.id AND e.state = 'waiting') ORDER BY 1 LOOP
          PERFORM settle_pool(one);
          done := done + 1;
        END LOOP;
        RETURN done;
      END $$;

      -- Whoever changes a thing holds its row, whoever enrols the pool first: a job follows after the commit.
      CREATE FUNCTION ask_to_settle(of_kind text, of_thing bigint) RETURNS void LANGUAGE sql ${DEFINER} AS $$
        SELECT enqueue_job('enrolments.follow', jsonb_build_object('kind', of_kind, 'thing', of_thing), of_kind || ':' || of_thing, NULL)
        WHERE EXISTS (SELECT FROM seat_pools WHERE kind = of_kind AND thing_id = of_thing)
      $$;
      CREATE FUNCTION follow_thing() RETURNS trigger LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        thing jsonb := to_jsonb(CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END);
      BEGIN
        PERFORM ask_to_settle(TG_ARGV[0], (thing ->> TG_ARGV[1])::bigint);
        RETURN NULL;
      END $$;
      CREATE TRIGGER activities_seats AFTER UPDATE ON activities FOR EACH ROW
        WHEN ((OLD.capacity, OLD.status, OLD.state, OLD.enrol_method, OLD.session_dates, OLD.starts_time, OLD.ends_time)
          IS DISTINCT FROM (NEW.capacity, NEW.status, NEW.state, NEW.enrol_method, NEW.session_dates, NEW.starts_time, NEW.ends_time))
        EXECUTE FUNCTION follow_thing('activity', 'id');
      CREATE TRIGGER activity_sessions_seats AFTER UPDATE ON activity_sessions FOR EACH ROW
        WHEN ((OLD.capacity, OLD.status, OLD.starts_at, OLD.ends_at) IS DISTINCT FROM (NEW.capacity, NEW.status, NEW.starts_at, NEW.ends_at))
        EXECUTE FUNCTION follow_thing('activity', 'activity_id');
      -- One that only says what seats are left was made here.
      CREATE TRIGGER activity_sessions_seats_come AFTER INSERT ON activity_sessions FOR EACH ROW
        WHEN (NEW.capacity IS NOT NULL OR NEW.status <> 'scheduled' OR NEW.starts_at IS NOT NULL) EXECUTE FUNCTION follow_thing('activity', 'activity_id');
      CREATE TRIGGER activity_sessions_seats_go AFTER DELETE ON activity_sessions FOR EACH ROW EXECUTE FUNCTION follow_thing('activity', 'activity_id');
      CREATE TRIGGER course_offerings_seats AFTER UPDATE ON course_offerings FOR EACH ROW
        WHEN ((OLD.capacity, OLD.status, OLD.enrol_method, OLD.starts_on, OLD.ends_on)
          IS DISTINCT FROM (NEW.capacity, NEW.status, NEW.enrol_method, NEW.starts_on, NEW.ends_on))
        EXECUTE FUNCTION follow_thing('course', 'course_id');
      CREATE TRIGGER courses_seats AFTER UPDATE ON courses FOR EACH ROW WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION follow_thing('course', 'id');

      -- A seat that is left with its account.
      CREATE FUNCTION follow_erased() RETURNS trigger LANGUAGE plpgsql ${DEFINER} AS $$
      BEGIN
        PERFORM ask_to_settle(p.kind, p.thing_id) FROM seat_pools p WHERE p.id = OLD.pool_id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER enrolments_erased AFTER DELETE ON enrolments FOR EACH ROW
        WHEN (OLD.state IN ('seated', 'offered')) EXECUTE FUNCTION follow_erased();
      CREATE FUNCTION follow_merged() RETURNS trigger LANGUAGE plpgsql ${DEFINER} AS $$
      BEGIN
        PERFORM ask_to_settle(p.kind, p.thing_id) FROM seat_pools p WHERE p.id IN (SELECT e.pool_id FROM enrolments e
          JOIN accounts a ON a.person_id = e.person WHERE a.id = NEW.merged_into AND e.state = 'cancelled');
        RETURN NULL;
      END $$;
      -- After accounts_enrolments, by its name.
      CREATE TRIGGER accounts_enrolments_follow AFTER UPDATE OF state ON accounts
        FOR EACH ROW WHEN (NEW.state = 'merged' AND OLD.state <> 'merged') EXECUTE FUNCTION follow_merged();

      REVOKE ALL ON FUNCTION settle_thing, ask_to_settle, follow_thing, follow_erased, follow_merged FROM PUBLIC;
    `);
  },
};
