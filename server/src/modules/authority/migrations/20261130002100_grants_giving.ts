import type { Migration } from '../../../db/migrate.ts';

/** Who may give which role where; the same rule for the service and for a statement written by hand. */
export const grantsGiving: Migration = {
  name: '20261130002100_grants_giving',
  up: async (client) => {
    await client.query(`
      -- Made anew from the contract after the migrations; unknown roles are given by nobody.
      CREATE FUNCTION giver_of_role(role text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT NULL::text $$;
      CREATE FUNCTION is_role_local(role text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT false $$;
      CREATE FUNCTION needs_second(role text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT true $$;

      -- Whether who is signed in may give or take away this role there: nobody gives more than the reach of a grant of
      -- their own, and who administers a branch is named from above it.
      CREATE FUNCTION app_may_give(of_role text, institution bigint, of_division text, of_topics text[]) RETURNS boolean
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        WITH RECURSIVE above AS (
          SELECT institution AS id
          UNION
          SELECT p.parent_id FROM institution_parents p JOIN above a ON p.institution_id = a.id WHERE p.during @> app_today()
        )
        SELECT app_may(giver_of_role(of_role), institution) AND EXISTS (
          SELECT FROM live_grants g
          WHERE g.account_id = app_account() AND giver_of_role(of_role) = ANY (actions_of_role(g.role))
            AND CASE
              WHEN NOT is_role_local(of_role) THEN institution IS NULL AND of_division IS NULL AND of_topics = '{}'
                AND NOT is_role_local(g.role)
              ELSE (g.institution_id IS NULL OR g.institution_id IN (SELECT id FROM above))
                AND (giver_of_role(of_role) <> ALL (actions_of_role(of_role)) OR NOT is_role_local(g.role)
                  OR (institution IS NOT NULL AND g.institution_id IS DISTINCT FROM institution))
            END
            AND (g.division IS NULL OR (of_division IS NOT NULL AND lies_in(of_division, g.division)))
            AND (g.topics = '{}' OR (of_topics <> '{}' AND of_topics <@ g.topics))
        )
      $$;
      CREATE FUNCTION takes_grants(account uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT EXISTS (SELECT FROM accounts WHERE id = account AND state = 'active')
      $$;

      CREATE POLICY give ON grants FOR INSERT TO zlm_app WITH CHECK (
        granted_by = (SELECT app_account()) AND needs_second = needs_second(role)
        AND lower(valid) >= now() AND takes_grants(account_id)
        AND app_may_give(role, institution_id, division, topics)
      );

      -- Ends it now; one that never held goes whole. False where it is none that who is signed in may take away.
      CREATE FUNCTION end_grant(of_id uuid) RETURNS boolean
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        IF NOT EXISTS (SELECT FROM grants g WHERE g.id = of_id AND app_may_give(g.role, g.institution_id, g.division, g.topics)) THEN
          RETURN false;
        END IF;
        DELETE FROM grants WHERE id = of_id AND lower(valid) >= now();
        IF FOUND THEN RETURN true; END IF;
        UPDATE grants SET valid = tstzrange(lower(valid), now()) WHERE id = of_id AND (upper(valid) IS NULL OR upper(valid) > now());
        RETURN FOUND;
      END $$;
      -- By a third person who could have given it themselves.
      CREATE FUNCTION confirm_grant(of_id uuid) RETURNS boolean
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        UPDATE grants g SET confirmed_by = app_account(), confirmed_at = now()
          WHERE g.id = of_id AND g.needs_second AND g.confirmed_at IS NULL AND (upper(g.valid) IS NULL OR upper(g.valid) > now())
            AND g.granted_by <> app_account() AND g.account_id <> app_account()
            AND app_may_give(g.role, g.institution_id, g.division, g.topics);
        RETURN FOUND;
      END $$;
      REVOKE ALL ON FUNCTION app_may_give, takes_grants, end_grant, confirm_grant FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app_may_give, takes_grants, end_grant, confirm_grant TO zlm_app;
    `);
  },
};
