import type { Migration } from '../../../db/migrate.ts';

const DEFINER = 'SECURITY DEFINER SET search_path = public, pg_temp';
/** What bodies said of the first offering beside the course. */
const OLD = `'{mode,place,startsOn,endsOn,timetable,capacity,enrolMethod,enrolPhone,enrolLink,enrolDeadline}'::text[]`;

/** All offerings of a course are rows of its form. */
export const coursesRows: Migration = {
  name: '20261202000400_courses_rows',
  up: async (client) => {
    await client.query(`
      CREATE FUNCTION read_offering(o course_offerings, organiser bigint) RETURNS jsonb LANGUAGE sql STABLE AS $$
        SELECT jsonb_strip_nulls(jsonb_build_object('id', o.id, 'heldBy', nullif(o.institution_id, organiser), 'mode', o.mode,
          'place', CASE WHEN o.place_id IS NOT NULL THEN jsonb_build_object('id', o.place_id) END, 'startsOn', o.starts_on,
          'endsOn', o.ends_on, 'timetable', nullif(o.timetable, ''), 'capacity', o.capacity, 'enrolMethod', o.enrol_method,
          'enrolPhone', CASE WHEN o.enrol_method = 'phone' THEN o.enrol_contact END,
          'enrolLink', CASE WHEN o.enrol_method = 'link' THEN o.enrol_contact END, 'enrolDeadline', to_moment(o.enrol_deadline)))
      $$;
      -- What the form does not ask of one that is there stays: who enrols on site, how many seats are left, its status.
      CREATE FUNCTION write_offering(of_course bigint, of_institution bigint, body jsonb) RETURNS void LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        offering bigint := (SELECT id FROM course_offerings WHERE course_id = of_course AND id = (body->>'id')::bigint);
        is_new boolean := offering IS NULL;
        of_place bigint;
      BEGIN
        offering := coalesce(offering, nextval('thing_id'));
        of_place := place_for(offering, body->'place');
        IF is_new THEN
          INSERT INTO course_offerings (id, course_id, institution_id, mode)
            VALUES (offering, of_course, of_institution, body->>'mode');
        END IF;
        UPDATE course_offerings SET institution_id = coalesce((body->>'heldBy')::bigint, of_institution), place_id = of_place,
            mode = body->>'mode', starts_on = (body->>'startsOn')::date, ends_on = (body->>'endsOn')::date,
            timetable = body->>'timetable', capacity = (body->>'capacity')::integer,
            seats_left = least(seats_left, (body->>'capacity')::integer), enrol_method = body->>'enrolMethod',
            enrol_contact = coalesce(body->>'enrolPhone', body->>'enrolLink',
              CASE WHEN body->>'enrolMethod' IN ('here', 'walk_in') AND enrol_method = body->>'enrolMethod' THEN enrol_contact END),
            enrol_deadline = (body->>'enrolDeadline')::timestamptz
          WHERE id = offering;
      END $$;
      REVOKE ALL ON FUNCTION read_offering, write_offering FROM PUBLIC;

      CREATE FUNCTION to_offerings(body jsonb, course bigint) RETURNS jsonb LANGUAGE sql STABLE AS $$
        SELECT (body - ${OLD}) || jsonb_build_object('offerings', jsonb_build_array(
            coalesce((SELECT jsonb_object_agg(k, v) FROM jsonb_each(body) b (k, v) WHERE k = ANY (${OLD})), '{}')
              || jsonb_strip_nulls(jsonb_build_object('id', (SELECT min(id) FROM course_offerings WHERE course_id = course))))
          || coalesce((SELECT jsonb_agg(read_offering(o, c.institution_id) ORDER BY o.starts_on NULLS LAST, o.id)
              FROM course_offerings o JOIN courses c ON c.id = o.course_id
              WHERE o.course_id = course AND o.id > (SELECT min(id) FROM course_offerings WHERE course_id = course)), '[]'))
        WHERE body ?| ${OLD}
      $$;
      UPDATE revisions r SET body = coalesce(to_offerings(body, pin_id), body), base = coalesce(to_offerings(base, pin_id), base)
        FROM pins p WHERE p.id = r.pin_id AND p.kind = 'course' AND (body ?| ${OLD} OR base ?| ${OLD});
      DROP FUNCTION to_offerings;
    `);
  },
};
