import type { Migration } from '../../../db/migrate.ts';

const DEFINER = 'SECURITY DEFINER SET search_path = public, pg_temp';

/** What a draft says is not checked yet: a number that is none is nothing, not an error. */
const number = (text: string, type: 'bigint' | 'float8') =>
  `CASE WHEN ${text} ~ '${type === 'bigint' ? '^[0-9]{1,15}$' : '^-?[0-9]{1,3}([.][0-9]{1,20})?$'}' THEN (${text})::${type} END`;
/** A field of its own, or the first row that has one. */
const PLACE = `coalesce(body->'place', jsonb_path_query_first(body, '$.*[*].place'))`;
const own = (path: string) => `coalesce((${PLACE})#>>'{position,${path}}', body#>>'{position,${path}}')`;
const OWN = {
  title: `coalesce(body->>'title', body->>'name', '')`,
  topics: 'body_topics(body)',
  place_id: number(`((${PLACE})->>'id')`, 'bigint'),
  division: own('division'),
  lng: number(own('lngLat,0'), 'float8'),
  lat: number(own('lngLat,1'), 'float8'),
};
const IN_SCOPE = (of: string) => `EXISTS (SELECT FROM scope s WHERE s.institution_id = coalesce(${of}.institution_id, 0)
  AND (s.topics = '{}' OR b.topics IS NULL OR s.topics && b.topics))`;
const WANTED =
  'of_kind text, of_flag text, of_topic text, of_division text, of_what text, only_late boolean, late timestamptz';
const GIVEN = 'of_kind, of_flag, of_topic, of_division, of_what, only_late, late';
const ITEM = 'coalesce(q.revision::text, q.report::text)';

/** A queue of thousands: what it is read by are columns, and only what a page shows is looked up. */
export const moderationQueue: Migration = {
  name: '20261201130000_moderation_queue',
  up: async (client) => {
    await client.query(`
      ALTER TABLE revisions ${Object.entries({
        title: 'text',
        topics: 'text[]',
        place_id: 'bigint',
        division: 'text',
        lng: 'float8',
        lat: 'float8',
      })
        .map(
          ([name, type]) => `ADD COLUMN ${name} ${type} GENERATED ALWAYS AS (${OWN[name as keyof typeof OWN]}) STORED`,
        )
        .join(', ')}, DROP COLUMN gist;
      DROP FUNCTION queue_items, body_gist;

      -- What a queue says of a public thing. To read it takes as long as a hundred rows: only where it is told to.
      CREATE FUNCTION thing_gist(of_kind text, of_thing bigint, is_read boolean) RETURNS TABLE (topics text[], division text,
        place_id bigint, lng float8, lat float8) LANGUAGE sql STABLE AS $$
        SELECT ${OWN.topics}, ${OWN.division}, ${OWN.place_id}, ${OWN.lng}, ${OWN.lat}
        FROM (SELECT CASE WHEN is_read THEN read_thing(of_kind, of_thing) END AS body OFFSET 0) o
      $$;
      -- All that waits for who acts, each with whether it is of kind, topic and division, and wanted; called by what is granted, and planned with it.
      CREATE FUNCTION queue_items(${WANTED}, with_places boolean) RETURNS TABLE (revision uuid, report bigint, pin bigint, kind text, institution_id bigint,
        title text, is_change boolean, saved integer, author uuid, flags text[], topics text[], division text, place_id bigint,
        lng float8, lat float8, waits_since timestamptz, is_within boolean, is_late boolean, is_wanted boolean) LANGUAGE sql STABLE AS $$
        WITH RECURSIVE scope AS MATERIALIZED (SELECT * FROM review_scope()),
        topics_below AS (
          SELECT of_topic AS code
          UNION SELECT t.code FROM terms t JOIN topics_below b ON t.vocabulary = 'topic' AND t.parent = b.code
        ), divisions_below AS (
          SELECT of_division AS code UNION SELECT d.code FROM divisions d JOIN divisions_below b ON d.parent = b.code
        ), reported AS MATERIALIZED (
          SELECT o.kind, o.thing_id, o.institution_id, g.topics, g.division, g.place_id, g.lng, g.lat FROM (
            SELECT r.kind, r.thing_id, organiser_of_thing(r.kind, r.thing_id) AS institution_id FROM reports r
            WHERE r.closed_at IS NULL GROUP BY r.kind, r.thing_id OFFSET 0) o
          CROSS JOIN (SELECT EXISTS (SELECT FROM scope s WHERE s.topics <> '{}') AS is_topical) l
          CROSS JOIN LATERAL thing_gist(o.kind, o.thing_id,
            l.is_topical OR with_places OR of_topic IS NOT NULL OR of_division IS NOT NULL) g
          WHERE coalesce(o.institution_id, 0) IN (SELECT s.institution_id FROM scope s)
        ), waiting AS (
          SELECT b.id AS revision, NULL::bigint AS report, p.id AS pin, p.kind, p.institution_id, b.title, b.base IS NOT NULL AS is_change,
            b.saved, b.author, b.flags, b.topics, b.division, b.place_id, b.lng, b.lat, b.submitted_at AS waits_since
          FROM revisions b JOIN pins p ON p.id = b.pin_id WHERE b.state = 'submitted' AND ${IN_SCOPE('p')}
          UNION ALL
          SELECT NULL, r.id, r.thing_id, r.kind, b.institution_id, r.thing_title, true, NULL, NULL, '{}', b.topics, b.division, b.place_id,
            b.lng, b.lat, r.created_at
          FROM reports r JOIN reported b ON b.kind = r.kind AND b.thing_id = r.thing_id
          WHERE r.closed_at IS NULL AND ${IN_SCOPE('b')}
        )
        SELECT w.*, w.waits_since < late, w.is_within AND (of_flag IS NULL OR of_flag = ANY (w.flags))
          AND (of_what IS NULL OR (w.report IS NOT NULL) = (of_what = 'reports')) AND (NOT only_late OR w.waits_since < late)
        FROM (SELECT *, (of_kind IS NULL OR kind = of_kind) AND (of_topic IS NULL OR topics && ARRAY(SELECT code FROM topics_below))
          AND (of_division IS NULL OR coalesce(division, (SELECT t.division FROM places t WHERE t.id = place_id),
            (SELECT i.division FROM institutions i WHERE i.id = institution_id)) IN (SELECT code FROM divisions_below)) AS is_within
          FROM waiting) w
      $$;

      -- A page, the oldest first, after a moment and an item; with how many there are of kind, topic and division, and of those wanted.
      CREATE FUNCTION queue_page(${WANTED}, after_micros bigint, after_item text, most integer) RETURNS TABLE (everything integer,
        reports integer, late_ones integer, total integer, flags jsonb, rows jsonb) LANGUAGE sql STABLE ${DEFINER} AS $$
        WITH items AS MATERIALIZED (SELECT * FROM queue_items(${GIVEN}, false)),
        counted AS MATERIALIZED (
          SELECT q.flags, count(*) AS n, count(q.report) AS reports, count(*) FILTER (WHERE q.is_late) AS late_ones,
            count(*) FILTER (WHERE q.is_wanted) AS wanted FROM items q WHERE q.is_within GROUP BY q.flags
        ), page AS (
          SELECT q.*, ${ITEM} AS item FROM items q WHERE q.is_wanted AND (after_item IS NULL
            OR (q.waits_since, ${ITEM}) > (timestamptz 'epoch' + after_micros * interval '1 microsecond', after_item))
          ORDER BY q.waits_since, ${ITEM} LIMIT most
        ), me AS MATERIALIZED (
          SELECT y.id FROM accounts x JOIN accounts y ON x.person_id = y.person_id WHERE x.id = app_account()
        ), shown AS (
          SELECT q.item, q.pin, q.kind, q.institution_id, organiser_name(q.institution_id) AS institution, q.title, q.is_change, q.revision,
            q.saved, q.report, q.flags, coalesce(q.topics, g.topics, '{}') AS topics,
            coalesce(q.division, g.division, t.division, i.division) AS division, coalesce(q.lng, g.lng, t.lng) AS lng,
            coalesce(q.lat, g.lat, t.lat) AS lat, (extract(epoch FROM q.waits_since) * 1000000)::bigint AS micros, q.is_late,
            coalesce(q.author IN (SELECT id FROM me), false) AS is_own,
            coalesce(q.author NOT IN (SELECT id FROM me), true) AND NOT ('second_opinion' = ANY (q.flags) AND EXISTS (
              SELECT FROM decisions d WHERE d.revision_id = q.revision AND d.undone_at IS NULL AND d.decided_by IN (SELECT id FROM me))) AS may_decide
          FROM page q CROSS JOIN LATERAL thing_gist(q.kind, q.pin, q.report IS NOT NULL) g
            LEFT JOIN places t ON t.id = coalesce(q.place_id, g.place_id) LEFT JOIN institutions i ON i.id = q.institution_id
        )
        SELECT coalesce(sum(c.n), 0)::int, coalesce(sum(c.reports), 0)::int, coalesce(sum(c.late_ones), 0)::int, coalesce(sum(c.wanted), 0)::int,
          coalesce((SELECT jsonb_object_agg(f.flag, f.n) FROM (
            SELECT flag, sum(n) AS n FROM counted, unnest(counted.flags) AS flag GROUP BY flag) f), '{}'),
          coalesce((SELECT jsonb_agg(to_jsonb(s) ORDER BY s.micros, s.item) FROM shown s), '[]')
        FROM counted c
      $$;

      CREATE FUNCTION queue_points(${WANTED}, most integer) RETURNS TABLE (total integer, placed integer, points jsonb)
      LANGUAGE sql STABLE ${DEFINER} AS $$
        WITH wanted AS MATERIALIZED (
          SELECT q.pin, q.revision, q.report, q.kind, q.title, q.flags, q.waits_since, coalesce(q.lng, t.lng) AS lng, coalesce(q.lat, t.lat) AS lat
          FROM queue_items(${GIVEN}, true) q LEFT JOIN places t ON t.id = q.place_id WHERE q.is_wanted
        )
        SELECT count(*)::int, count(w.lng)::int, coalesce((SELECT jsonb_agg(to_jsonb(p) - 'waits_since') FROM (
          SELECT q.* FROM wanted q WHERE q.lng IS NOT NULL ORDER BY q.waits_since, ${ITEM} LIMIT most) p), '[]')
        FROM wanted w
      $$;

      -- Where who acts decides about every topic; a role for some topics alone says nothing of no topic.
      CREATE FUNCTION review_of_all() RETURNS SETOF bigint LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT nullif(institution_id, 0) FROM review_scope() WHERE topics = '{}'
      $$;
      -- Whose every revision who acts may read, once it was submitted: their own, those of the branches they write for or
      -- decide about whatever the topic.
      CREATE FUNCTION read_pins() RETURNS SETOF bigint LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT pin_id FROM revisions WHERE author = app_account()
        UNION
        SELECT id FROM pins WHERE institution_id IN (SELECT app_scope('things.write')) OR institution_id IN (SELECT review_of_all())
          OR institution_id IS NULL AND (SELECT app_may('things.write', NULL) OR app_may('things.review', NULL, '{}'))
      $$;
      -- And one by one, by who decides about some topics alone.
      CREATE FUNCTION topical_revisions() RETURNS TABLE (id uuid, pin_id bigint) LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT r.id, r.pin_id FROM (SELECT * FROM review_scope() WHERE topics <> '{}' OFFSET 0) s
          JOIN pins p ON s.institution_id = coalesce(p.institution_id, 0) JOIN revisions r ON r.pin_id = p.id
        WHERE r.state NOT IN ('draft', 'discarded') AND (r.topics IS NULL OR s.topics && r.topics)
      $$;
      DROP POLICY branch ON revisions;
      CREATE POLICY branch ON revisions FOR SELECT TO zlm_app USING (state NOT IN ('draft', 'discarded')
        AND (pin_id IN (SELECT read_pins()) OR id IN (SELECT t.id FROM topical_revisions() t)));
      DROP POLICY branch ON pins;
      CREATE POLICY branch ON pins FOR SELECT TO zlm_app USING (institution_id IN (SELECT app_scope('things.write'))
        OR institution_id IN (SELECT review_of_all())
        OR institution_id IS NULL AND (SELECT app_may('things.write', NULL) OR app_may('things.review', NULL, '{}'))
        -- What is public is everybody's; what waits is theirs by its topic.
        OR presence <> 'unpublished' AND (institution_id IN (SELECT app_scope('things.review'))
          OR institution_id IS NULL AND (SELECT app_may('things.review', NULL)))
        OR id IN (SELECT t.pin_id FROM topical_revisions() t));
      DROP POLICY shown ON pin_events;
      CREATE POLICY shown ON pin_events FOR SELECT TO zlm_app USING (pin_id IN (SELECT id FROM pins) AND (n IS NULL
        OR pin_id IN (SELECT read_pins()) OR pin_id IN (SELECT t.pin_id FROM topical_revisions() t)));

      DO $migration$
      DECLARE
        body text := replace(pg_get_functiondef('pin_rights(bigint)'::regprocedure), $old$review := app_may('things.review', institution);$old$,
          $new$review := app_may('things.review', institution) AND (
            NOT EXISTS (SELECT FROM pins p WHERE p.id = of_thing AND p.presence = 'unpublished')
            OR app_may('things.review', institution, '{}')
            OR EXISTS (SELECT FROM revisions r WHERE r.pin_id = of_thing AND r.state NOT IN ('draft', 'discarded')
              AND app_may('things.review', institution, r.topics)));$new$);
      BEGIN
        IF position('r.topics' IN body) = 0 THEN RAISE 'what pin_rights asks is not known'; END IF;
        EXECUTE body;
      END $migration$;

      REVOKE ALL ON FUNCTION review_of_all, thing_gist, queue_items, queue_page, queue_points, read_pins, topical_revisions FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION queue_page, queue_points, review_of_all, read_pins, topical_revisions TO zlm_app;
    `);
  },
};
