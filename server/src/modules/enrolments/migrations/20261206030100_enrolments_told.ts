import type { Migration } from '../../../db/migrate.ts';

const DEFINER = 'SECURITY DEFINER SET search_path = public, pg_temp';
const LIVE = "('seated', 'waiting', 'offered')";

/** Who enrolled is told of an offer, and of what changes, whoever changed it by which way. */
export const enrolmentsTold: Migration = {
  name: '20261206030100_enrolments_told',
  up: async (client) => {
    await client.query(`
      -- What those in it know of it, and how often that changed.
      ALTER TABLE seat_pools ADD told jsonb NOT NULL DEFAULT '{}', ADD told_times integer NOT NULL DEFAULT 0;
      CREATE FUNCTION pool_facts(of_kind text, of_thing bigint, of_pool text) RETURNS jsonb LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT coalesce((SELECT jsonb_build_object('startsAt', s.starts_at, 'place', pl.name, 'isOn', s.is_on)
          FROM seat_sources s LEFT JOIN public_places pl ON pl.id = s.place_id WHERE (s.kind, s.thing_id, s.pool) = (of_kind, of_thing, of_pool) LIMIT 1),
          '{"isOn": false}')
      $$;
      UPDATE seat_pools SET told = pool_facts(kind, thing_id, pool);
      CREATE FUNCTION note_pool_facts() RETURNS trigger LANGUAGE plpgsql ${DEFINER} AS $$
      BEGIN
        NEW.told := pool_facts(NEW.kind, NEW.thing_id, NEW.pool);
        RETURN NEW;
      END $$;
      CREATE TRIGGER seat_pools_facts BEFORE INSERT ON seat_pools FOR EACH ROW EXECUTE FUNCTION note_pool_facts();

      -- Who comes first knows what is so now.
      CREATE FUNCTION know_pool_facts() RETURNS trigger LANGUAGE plpgsql ${DEFINER} AS $$
      BEGIN
        UPDATE seat_pools p SET told = pool_facts(p.kind, p.thing_id, p.pool) WHERE p.id = NEW.pool_id
          AND NOT EXISTS (SELECT FROM enrolments e WHERE e.pool_id = p.id AND e.state IN ${LIVE});
        RETURN NEW;
      END $$;
      CREATE TRIGGER enrolments_facts BEFORE INSERT ON enrolments FOR EACH ROW EXECUTE FUNCTION know_pool_facts();

      -- The person, and who enrolled them as long as they may act for them.
      CREATE FUNCTION tell_enrolled(e enrolments, of_event text, of_kind text, facts jsonb, by_text boolean) RETURNS void LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        p seat_pools := (SELECT q FROM seat_pools q WHERE q.id = e.pool_id);
        title text := (SELECT t.title FROM (SELECT id, title FROM activities UNION ALL SELECT id, title FROM courses) t WHERE t.id = p.thing_id);
      BEGIN
        PERFORM tell_account(a.id, e.person, of_event, of_kind, p.kind, p.thing_id,
            jsonb_build_object('title', title, 'startsAt', coalesce(p.told ->> 'startsAt', p.starts_at::text), 'place', p.told ->> 'place') || facts, by_text)
          FROM accounts a WHERE a.person_id = e.person OR a.id = e.by_account AND EXISTS (SELECT FROM live_delegations d
            WHERE d.principal = e.person AND d.delegate = a.id AND 'enrolments.change' = ANY (d.actions));
      END $$;
      CREATE FUNCTION tell_enrolment() RETURNS trigger LANGUAGE plpgsql ${DEFINER} AS $$
      BEGIN
        IF NEW.state = 'offered' THEN
          PERFORM tell_enrolled(NEW, 'seat_offered ' || NEW.id, 'seat_offered', jsonb_build_object('until', NEW.offered_until), true);
        ELSE
          PERFORM tell_enrolled(NEW, 'offer_expired ' || NEW.id, 'offer_expired', '{}', false);
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER enrolments_told AFTER UPDATE OF state ON enrolments FOR EACH ROW
        WHEN (NEW.state <> OLD.state AND NEW.state IN ('offered', 'expired')) EXECUTE FUNCTION tell_enrolment();

      -- One pool in one transaction: what is known of it is another from then on, and all are told once.
      CREATE FUNCTION tell_pool(of_pool bigint) RETURNS boolean LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        p seat_pools;
        former jsonb;
        now_facts jsonb;
        news text;
      BEGIN
        SELECT * INTO p FROM seat_pools WHERE id = of_pool FOR UPDATE;
        former := p.told;
        now_facts := pool_facts(p.kind, p.thing_id, p.pool);
        news := CASE WHEN now_facts = p.told THEN NULL
          WHEN NOT (now_facts -> 'isOn')::boolean THEN CASE WHEN (p.told -> 'isOn')::boolean THEN 'session_cancelled' END
          WHEN NOT (p.told -> 'isOn')::boolean THEN 'session_on'
          WHEN now_facts -> 'startsAt' IS DISTINCT FROM p.told -> 'startsAt' THEN 'session_moved'
          WHEN now_facts -> 'place' IS DISTINCT FROM p.told -> 'place' THEN 'session_place' END;
        IF news IS NULL THEN RETURN false; END IF;
        -- What does not take place keeps what was known of when and where.
        UPDATE seat_pools SET told = CASE news WHEN 'session_cancelled' THEN p.told || '{"isOn": false}' ELSE now_facts END, told_times = told_times + 1
          WHERE id = of_pool RETURNING * INTO p;
        PERFORM tell_enrolled(e, 'pool ' || p.id || ' ' || p.told_times, news,
            CASE news WHEN 'session_moved' THEN jsonb_build_object('formerStartsAt', former -> 'startsAt') ELSE '{}' END, true)
          FROM enrolments e WHERE e.pool_id = p.id AND e.state IN ${LIVE};
        RETURN true;
      END $$;
      -- Some of those that people are in and that are not over, by id: all at once would hold up an embedded database.
      CREATE FUNCTION looked_at_pools(after bigint, most integer) RETURNS TABLE (id bigint, is_changed boolean) LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT p.id, f <> p.told AND ((f -> 'isOn')::boolean OR (p.told -> 'isOn')::boolean)
        FROM (SELECT * FROM seat_pools q WHERE q.id > after AND coalesce(q.ends_at > now(), true)
          AND EXISTS (SELECT FROM enrolments e WHERE e.pool_id = q.id AND e.state IN ${LIVE}) ORDER BY q.id LIMIT most) p
          CROSS JOIN LATERAL pool_facts(p.kind, p.thing_id, p.pool) f ORDER BY p.id
      $$;
      REVOKE ALL ON FUNCTION pool_facts, note_pool_facts, know_pool_facts, tell_enrolled, tell_enrolment, tell_pool, looked_at_pools FROM PUBLIC;
    `);
  },
};
