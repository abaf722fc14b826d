import type { Migration } from '../../../db/migrate.ts';

/** Who may do what where and until when. What a role may do is the derived function role_may. */
export const grants: Migration = {
  name: '20261130000200_grants',
  up: async (client) => {
    await client.query(`
      CREATE TABLE grants (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
        role text NOT NULL,
        -- the top of the branch it holds for; null = everywhere
        institution_id bigint REFERENCES institutions ON DELETE CASCADE,
        -- narrower still: an area, and topics, where they are given
        division text REFERENCES divisions,
        topics text[] NOT NULL DEFAULT '{}',
        valid tstzrange NOT NULL DEFAULT tstzrange(now(), NULL) CHECK (NOT isempty(valid)),
        granted_by uuid REFERENCES accounts ON DELETE SET NULL,
        -- whom the two-person list asks for; it holds from then on
        confirmed_by uuid REFERENCES accounts ON DELETE SET NULL,
        needs_second boolean NOT NULL DEFAULT false,
        confirmed_at timestamptz,
        reason text NOT NULL DEFAULT '' CHECK (char_length(reason) <= 500),
        made_at timestamptz NOT NULL DEFAULT now(),
        CHECK (granted_by IS DISTINCT FROM account_id),
        CHECK (confirmed_by IS NULL OR (confirmed_by IS DISTINCT FROM granted_by AND confirmed_by <> account_id))
      );
      CREATE INDEX grants_account ON grants (account_id);
      CREATE INDEX grants_institution ON grants (institution_id);

      CREATE FUNCTION app_today() RETURNS date LANGUAGE sql STABLE AS $$ SELECT (now() AT TIME ZONE 'Asia/Shanghai')::date $$;

      CREATE VIEW live_grants AS
        SELECT * FROM grants WHERE valid @> now() AND (NOT needs_second OR confirmed_at IS NOT NULL);

      -- Made anew from the contract after the migrations.
      CREATE FUNCTION actions_of_role(role text) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$ SELECT '{}'::text[] $$;
      CREATE FUNCTION roles_apart_from(role text) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$ SELECT '{}'::text[] $$;

      CREATE FUNCTION actions_of(of_account uuid) RETURNS text[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT coalesce(array_agg(DISTINCT action ORDER BY action), '{}') FROM live_grants g, unnest(actions_of_role(g.role)) AS action
        WHERE g.account_id = of_account
      $$;

      CREATE FUNCTION organiser_name(of_id bigint) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT name FROM institutions WHERE id = of_id AND state = 'published'
      $$;

      -- Whether the division is the area or lies in it, by the tree and never by the letters of its code.
      CREATE FUNCTION lies_in(inner_code text, outer_code text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        WITH RECURSIVE above AS (
          SELECT code, parent FROM divisions WHERE code = inner_code
          UNION SELECT d.code, d.parent FROM divisions d JOIN above a ON d.code = a.parent
        ) SELECT EXISTS (SELECT FROM above WHERE code = outer_code)
      $$;

      -- Whether who is signed in may do this to the institution today; null asks for everywhere.
      CREATE FUNCTION app_may(wanted text, institution bigint, of_topics text[] DEFAULT NULL) RETURNS boolean
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        WITH RECURSIVE above AS (
          SELECT institution AS id
          UNION
          SELECT p.parent_id FROM institution_parents p JOIN above a ON p.institution_id = a.id WHERE p.during @> app_today()
        )
        SELECT EXISTS (
          SELECT FROM live_grants g
          WHERE g.account_id = app_account() AND wanted = ANY (actions_of_role(g.role))
            AND (g.institution_id IS NULL OR g.institution_id IN (SELECT id FROM above))
            AND (g.division IS NULL OR lies_in((SELECT i.division FROM institutions i WHERE i.id = institution), g.division))
            AND (g.topics = '{}' OR of_topics IS NULL OR of_topics && g.topics)
        )
      $$;
      -- Everything it may be done to.
      CREATE FUNCTION app_scope(wanted text) RETURNS SETOF bigint
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        WITH RECURSIVE mine AS (
          SELECT g.id AS grant_id, g.institution_id, g.division FROM live_grants g
          WHERE g.account_id = app_account() AND wanted = ANY (actions_of_role(g.role))
        ), below AS (
          SELECT grant_id, institution_id AS id, division FROM mine WHERE institution_id IS NOT NULL
          UNION
          SELECT b.grant_id, p.institution_id, b.division FROM institution_parents p JOIN below b ON p.parent_id = b.id
            WHERE p.during @> app_today()
        )
        SELECT b.id FROM below b JOIN institutions i USING (id) WHERE b.division IS NULL OR lies_in(i.division, b.division)
        UNION
        SELECT i.id FROM mine m, institutions i
          WHERE m.institution_id IS NULL AND (m.division IS NULL OR lies_in(i.division, m.division))
      $$;

      -- System, security and audit administrators are never one person, and nobody has one of these for a branch alone.
      CREATE FUNCTION keep_apart() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        IF EXISTS (
          SELECT FROM grants g JOIN accounts a ON a.id = g.account_id JOIN accounts b ON b.person_id = a.person_id
            JOIN grants o ON o.account_id = b.id
          WHERE g.id = NEW.id AND o.id <> g.id AND o.valid && g.valid AND o.role = ANY (roles_apart_from(g.role))
        ) THEN
          RAISE exclusion_violation USING MESSAGE = 'these roles are never one person', CONSTRAINT = 'grants_apart';
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER grants_apart AFTER INSERT OR UPDATE ON grants FOR EACH ROW EXECUTE FUNCTION keep_apart();

      ALTER TABLE grants ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON grants FOR SELECT TO zlm_app USING (account_id = (SELECT app_account()));
      CREATE POLICY read ON grants FOR SELECT TO zlm_app
        USING (institution_id IN (SELECT app_scope('grants.read')) OR (institution_id IS NULL AND app_may('grants.read', NULL)));
      REVOKE ALL ON grants, live_grants FROM PUBLIC, zlm_app;
      GRANT SELECT, INSERT (account_id, role, institution_id, division, topics, valid, granted_by, needs_second, reason) ON grants TO zlm_app;
      REVOKE ALL ON FUNCTION actions_of, app_may, app_scope FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app_may, app_scope TO zlm_app;
    `);
  },
};
