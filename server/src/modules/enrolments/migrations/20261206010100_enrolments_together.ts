import type { Migration } from '../../../db/migrate.ts';

const DEFINER = 'SECURITY DEFINER SET search_path = public, pg_temp';
const LIVE = "('seated', 'waiting', 'offered')";
const OWN = `id uuid, kind text, thing bigint, pool text, title text, place text, starts_at timestamptz, ends_at timestamptz,
  state text, ahead integer, offered_until timestamptz, made_at timestamptz, is_on boolean, clash boolean`;

/** Who waits for one pool is decided by one statement; what is one's own is found without reading every session there is. */
export const enrolmentsTogether: Migration = {
  name: '20261206010100_enrolments_together',
  up: async (client) => {
    await client.query(`
      CREATE FUNCTION seat_source(of_kind text, of_thing bigint, of_pool text) RETURNS SETOF seat_sources LANGUAGE plpgsql STABLE ROWS 1 ${DEFINER} AS $$
      BEGIN
        RETURN QUERY SELECT * FROM seat_sources q WHERE (q.kind, q.thing_id, q.pool) = (of_kind, of_thing, of_pool);
      END $$;

      -- All of a person, or one of them. In plpgsql, which keeps its plans.
      CREATE FUNCTION enrolments_of(whom uuid, only_one uuid) RETURNS TABLE (${OWN}) LANGUAGE plpgsql STABLE ${DEFINER} AS $$
      BEGIN
        RETURN QUERY WITH own AS MATERIALIZED (SELECT e.*, p.kind, p.thing_id, p.pool, p.starts_at, p.ends_at FROM enrolments e JOIN seat_pools p ON p.id = e.pool_id
          WHERE e.person = whom AND (e.state IN ${LIVE} OR e.changed_at > now() - interval '1 year'))
        SELECT e.id, e.kind, e.thing_id, e.pool, coalesce(a.title, c.title, ''), pl.name, coalesce(s.starts_at, e.starts_at),
          coalesce(s.ends_at, e.ends_at), e.state,
          CASE WHEN e.state = 'waiting' THEN (SELECT count(*)::integer FROM enrolments w
            WHERE w.pool_id = e.pool_id AND w.state = 'waiting' AND w.position < e.position) END,
          e.offered_until, e.made_at, coalesce(s.is_on, false),
          e.state IN ${LIVE} AND EXISTS (SELECT FROM own o WHERE o.id <> e.id AND o.state IN ${LIVE} AND o.kind = 'activity'
            AND e.kind = 'activity' AND o.starts_at < e.ends_at AND o.ends_at > e.starts_at)
        FROM own e LEFT JOIN LATERAL seat_source(e.kind, e.thing_id, e.pool) s ON true
          LEFT JOIN activities a ON e.kind = 'activity' AND a.id = e.thing_id LEFT JOIN courses c ON e.kind = 'course' AND c.id = e.thing_id
          LEFT JOIN LATERAL (SELECT q.name FROM public_places q WHERE q.id = s.place_id) pl ON true
        WHERE only_one IS NULL OR e.id = only_one
        ORDER BY e.state NOT IN ${LIVE}, CASE WHEN e.state IN ${LIVE} THEN coalesce(s.starts_at, e.starts_at) END NULLS LAST, e.changed_at DESC, e.id;
      END $$;
      CREATE OR REPLACE FUNCTION own_enrolments() RETURNS TABLE (${OWN}) LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT * FROM enrolments_of(app_person_for('enrolments.change'), NULL)
      $$;
      CREATE FUNCTION own_enrolment(of_id uuid) RETURNS TABLE (${OWN}) LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT * FROM enrolments_of(app_person_for('enrolments.change'), of_id) WHERE of_id IS NOT NULL
      $$;

      -- For each of those who ask, in order: their enrolment, or why not. Who is in it already keeps their place.
      DROP FUNCTION enrol;
      CREATE FUNCTION enrol_together(of_kind text, of_thing bigint, of_pool text, whos jsonb) RETURNS TABLE (ask integer, refusal text, ${OWN})
      LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        s seat_sources;
        p seat_pools;
        who jsonb;
        whom uuid;
        entered uuid;
        for_all text;
        persons uuid[] := '{}';
        entries uuid[] := '{}';
        refusals text[] := '{}';
      BEGIN
        SELECT * INTO s FROM seat_source(of_kind, of_thing, of_pool);
        IF s.kind IS NOT NULL AND enrol_refusal(s) IS NULL THEN
          INSERT INTO seat_pools (kind, thing_id, pool, capacity, starts_at, ends_at)
            VALUES (of_kind, of_thing, of_pool, s.capacity, s.starts_at, s.ends_at) ON CONFLICT DO NOTHING;
        END IF;
        IF s.kind IS NOT NULL AND s.enrol_method = 'here' THEN
          SELECT * INTO p FROM seat_pools q WHERE (q.kind, q.thing_id, q.pool) = (of_kind, of_thing, of_pool) FOR UPDATE;
          IF p.id IS NOT NULL THEN PERFORM settle_pool(p.id); END IF;
          SELECT * INTO p FROM seat_pools q WHERE q.id = p.id;
          -- Looked at again: it may have changed while the pool was waited for.
          SELECT * INTO s FROM seat_source(of_kind, of_thing, of_pool);
        END IF;
        for_all := CASE WHEN s.kind IS NULL THEN 'hidden' ELSE enrol_refusal(s) END;
        FOR who IN SELECT w.value FROM jsonb_array_elements(whos) WITH ORDINALITY w ORDER BY w.ordinality LOOP
          PERFORM act_as(who);
          whom := app_person_for('enrolments.change');
          entered := (SELECT e.id FROM enrolments e WHERE e.pool_id = p.id AND e.person = whom AND e.state IN ${LIVE});
          IF entered IS NULL AND whom IS NOT NULL AND for_all IS NULL THEN
            INSERT INTO enrolments (pool_id, person, by_account, state, position)
              VALUES (p.id, whom, app_account(), CASE WHEN coalesce(p.taken < p.capacity, true) THEN 'seated' ELSE 'waiting' END, p.next_position)
              RETURNING enrolments.id INTO entered;
            p.next_position := p.next_position + 1;
            p.taken := p.taken + 1;
          END IF;
          persons := array_append(persons, CASE WHEN entered IS NOT NULL THEN whom END);
          entries := array_append(entries, entered);
          refusals := array_append(refusals, CASE WHEN whom IS NULL THEN 'hidden' WHEN entered IS NULL THEN for_all END);
        END LOOP;
        IF p.id IS NOT NULL THEN
          UPDATE seat_pools q SET next_position = p.next_position WHERE q.id = p.id AND q.next_position <> p.next_position RETURNING q.* INTO p;
          IF p.id IS NOT NULL THEN PERFORM tell_seats(p); END IF;
        END IF;
        RETURN QUERY SELECT w.n::integer - 1, w.refused, o.* FROM unnest(persons, entries, refusals) WITH ORDINALITY AS w (person, entered, refused, n)
          LEFT JOIN LATERAL enrolments_of(w.person, w.entered) o ON true ORDER BY w.n;
      END $$;

      REVOKE ALL ON FUNCTION seat_source, enrolments_of, own_enrolment, enrol_together FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION own_enrolment, enrol_together TO zlm_app;
    `);
  },
};
