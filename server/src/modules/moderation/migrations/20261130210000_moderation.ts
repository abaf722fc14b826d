import type { Migration } from '../../../db/migrate.ts';

const DEFINER = 'SECURITY DEFINER SET search_path = public, pg_temp';
const MANY_REPORTS = 3;

/** Where it is by its own position, by that of a known place, or where who offers it is. */
const DIVISION = `coalesce(b.body#>>'{place,position,division}', b.body#>>'{position,division}', t.division, i.division)`;
const along = (axis: 0 | 1, column: string) =>
  `coalesce((b.body#>>'{place,position,lngLat,${axis}}')::float8, (b.body#>>'{position,lngLat,${axis}}')::float8, t.${column})`;
const PLACED = (pin: string) => `LEFT JOIN institutions i ON i.id = ${pin}.institution_id
  LEFT JOIN places t ON t.id = (b.body#>>'{place,id}')::bigint`;
const IN_SCOPE = (
  pin: string,
) => `EXISTS (SELECT FROM scope s WHERE s.institution_id = coalesce(${pin}.institution_id, 0)
  AND (s.topics = '{}' OR body_topics(b.body) IS NULL OR s.topics && body_topics(b.body)))`;

/** What waits for whom, read by functions that ask who acts: branch, area and topics of their roles. */
export const moderation: Migration = {
  name: '20261130210000_moderation',
  up: async (client) => {
    await client.query(`
      -- What a queue of thousands is read by, without the long texts.
      CREATE FUNCTION body_gist(body jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
        SELECT jsonb_build_object('title', coalesce(body->>'title', body->>'name', ''), 'topics', body->'topics', 'place', body->'place', 'position', body->'position')
      $$;
      ALTER TABLE revisions ADD COLUMN gist jsonb GENERATED ALWAYS AS (body_gist(body)) STORED;
      -- As app_may says it of each: what a role reaches, and the topics it is for; 0 = nobody's, no topics = all.
      CREATE FUNCTION review_scope() RETURNS TABLE (institution_id bigint, topics text[]) LANGUAGE sql STABLE ${DEFINER} AS $$
        WITH RECURSIVE mine AS (
          SELECT g.id AS grant_id, g.institution_id, g.division, g.topics FROM live_grants g
          WHERE g.account_id = app_account() AND app_on_behalf() IS NULL AND 'things.review' = ANY (actions_of_role(g.role))
        ), below AS (
          SELECT m.grant_id, m.institution_id AS id, m.division, m.topics FROM mine m WHERE m.institution_id IS NOT NULL
          UNION
          SELECT b.grant_id, p.institution_id, b.division, b.topics FROM institution_parents p JOIN below b ON p.parent_id = b.id
            WHERE p.during @> app_today()
        ), areas AS (
          SELECT m.division AS area, m.division AS code FROM mine m WHERE m.division IS NOT NULL
          UNION
          SELECT a.area, d.code FROM divisions d JOIN areas a ON d.parent = a.code
        )
        SELECT b.id, b.topics FROM below b WHERE b.division IS NULL
        UNION
        SELECT b.id, b.topics FROM below b JOIN institutions i USING (id) JOIN areas a ON a.area = b.division AND a.code = i.division
        UNION
        SELECT i.id, m.topics FROM mine m, (SELECT id FROM institutions UNION ALL SELECT 0) i
          WHERE m.institution_id IS NULL AND m.division IS NULL
        UNION
        SELECT i.id, m.topics FROM mine m JOIN areas a ON a.area = m.division JOIN institutions i ON i.division = a.code
          WHERE m.institution_id IS NULL
      $$;

      -- Everything that waits for who acts.
      CREATE FUNCTION queue_items() RETURNS TABLE (item text, pin bigint, kind text, institution_id bigint, title text, is_change boolean,
        revision uuid, saved integer, report bigint, flags text[], topics text[], division text, lng float8, lat float8,
        waits_since timestamptz, is_own boolean, may_decide boolean) LANGUAGE sql STABLE ${DEFINER} AS $$
        WITH scope AS MATERIALIZED (SELECT * FROM review_scope()),
        me AS MATERIALIZED (
          SELECT y.id FROM accounts x JOIN accounts y ON x.person_id = y.person_id WHERE x.id = app_account()
        ), decided AS MATERIALIZED (
          SELECT d.revision_id FROM decisions d WHERE d.undone_at IS NULL AND d.decided_by IN (SELECT id FROM me)
        ), reported AS MATERIALIZED (
          SELECT o.kind, o.thing_id, organiser_of_thing(o.kind, o.thing_id) AS institution_id, read_thing(o.kind, o.thing_id) AS body
          FROM (SELECT DISTINCT r.kind, r.thing_id FROM reports r WHERE r.closed_at IS NULL) o WHERE EXISTS (SELECT FROM scope)
        )
        SELECT b.id::text, p.id, p.kind, p.institution_id, body_title(b.body), b.is_change, b.id, b.saved, NULL::bigint, b.flags,
          coalesce(body_topics(b.body), '{}'), ${DIVISION}, ${along(0, 'lng')}, ${along(1, 'lat')}, b.submitted_at,
          coalesce(b.author IN (SELECT id FROM me), false),
          coalesce(b.author NOT IN (SELECT id FROM me), true)
            AND NOT ('second_opinion' = ANY (b.flags) AND b.id IN (SELECT revision_id FROM decided))
        FROM (SELECT id, pin_id, author, state, saved, flags, base IS NOT NULL AS is_change, submitted_at, gist AS body FROM revisions) b
          JOIN pins p ON p.id = b.pin_id ${PLACED('p')}
        WHERE b.state = 'submitted' AND ${IN_SCOPE('p')}
        UNION ALL
        SELECT r.id::text, r.thing_id, r.kind, b.institution_id, r.thing_title, true, NULL, NULL, r.id, '{}',
          coalesce(body_topics(b.body), '{}'), ${DIVISION}, ${along(0, 'lng')}, ${along(1, 'lat')}, r.created_at, false, true
        FROM reports r JOIN reported b ON b.kind = r.kind AND b.thing_id = r.thing_id ${PLACED('b')}
        WHERE r.closed_at IS NULL AND ${IN_SCOPE('b')}
      $$;

      -- What waits or was decided; what its author took back is the author's again.
      CREATE FUNCTION queued_revision(of_revision uuid) RETURNS TABLE (pin bigint, kind text, n integer, institution_id bigint, state text,
        saved integer, body jsonb, base jsonb, flags text[], publish_at timestamptz, submitted_at timestamptz, division text, lng float8,
        lat float8, author_since timestamptz, author_published integer, is_own boolean, may_decide boolean)
      LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT p.id, p.kind, b.n, p.institution_id, b.state, b.saved, b.body, b.base, b.flags, b.publish_at, b.submitted_at,
          ${DIVISION}, ${along(0, 'lng')}, ${along(1, 'lat')}, a.made_at,
          (SELECT count(*)::int FROM revisions o WHERE o.author = b.author AND o.state IN ('published', 'superseded')),
          coalesce(is_same_person(b.author, app_account()), false),
          b.state = 'submitted' AND NOT coalesce(is_same_person(b.author, app_account()), false)
            AND NOT ('second_opinion' = ANY (b.flags) AND EXISTS (SELECT FROM decisions d
              WHERE d.revision_id = b.id AND d.undone_at IS NULL AND is_same_person(d.decided_by, app_account())))
        FROM revisions b JOIN pins p ON p.id = b.pin_id LEFT JOIN accounts a ON a.id = b.author ${PLACED('p')}
        WHERE b.id = of_revision AND b.state NOT IN ('draft', 'discarded')
          AND app_may('things.review', p.institution_id, body_topics(b.body))
      $$;

      CREATE FUNCTION queued_report(of_report bigint) RETURNS TABLE (kind text, thing_id bigint, thing_title text, thing_revision integer,
        reason text, body text, has_contact boolean, created_at timestamptz, closed_at timestamptz, outcome text)
      LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT r.kind, r.thing_id, r.thing_title, r.thing_revision, r.reason, r.body, r.contact IS NOT NULL, r.created_at, r.closed_at, r.outcome
        FROM reports r WHERE r.id = of_report AND app_may('things.review', organiser_of_thing(r.kind, r.thing_id),
          body_topics(read_thing(r.kind, r.thing_id)))
      $$;
      -- done; hidden; closed: somebody else did.
      CREATE FUNCTION close_report(of_report bigint, came text) RETURNS text LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        is_open boolean;
      BEGIN
        SELECT closed_at IS NULL INTO is_open FROM reports WHERE id = of_report FOR UPDATE;
        IF NOT EXISTS (SELECT FROM queued_report(of_report)) THEN RETURN 'hidden'; END IF;
        IF NOT is_open THEN RETURN 'closed'; END IF;
        UPDATE reports SET closed_at = now(), outcome = came WHERE id = of_report;
        RETURN 'done';
      END $$;

      ALTER FUNCTION flags_of(revisions) RENAME TO flags_of_author;
      -- Nobody is told of reports but by this.
      CREATE FUNCTION flags_of(r revisions) RETURNS text[] LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT flags_of_author(r) || ARRAY(SELECT 'reports' WHERE ${MANY_REPORTS} <=
          (SELECT count(*) FROM reports o WHERE o.thing_id = r.pin_id AND o.closed_at IS NULL))
      $$;

      REVOKE ALL ON FUNCTION review_scope, queue_items, queued_revision, queued_report, close_report, flags_of FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION queue_items, queued_revision, queued_report, close_report TO zlm_app;
    `);
  },
};
