import type { Migration } from '../../../db/migrate.ts';

/** What the form asks while somebody pins: boundaries at a point, and pairs that were said not to be the same. */
export const placing: Migration = {
  name: '20261201000100_placing',
  up: async (client) => {
    await client.query(`
      -- Boundaries themselves are nobody's to read by a request: what covers a point is.
      CREATE FUNCTION divisions_at(lng double precision, lat double precision)
      RETURNS TABLE (code text, level text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT d.code, d.level FROM division_boundaries b JOIN divisions d USING (code)
        WHERE ST_Covers(b.geom, ST_SetSRID(ST_MakePoint(lng, lat), 4326)) ORDER BY d.code
      $$;
      CREATE FUNCTION has_boundary(of_code text) RETURNS boolean LANGUAGE sql STABLE
        SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT EXISTS (SELECT FROM division_boundaries b WHERE b.code = of_code)
      $$;

      CREATE TABLE not_same_things (
        kind text NOT NULL,
        a bigint NOT NULL,
        b bigint NOT NULL,
        said_by uuid NOT NULL,
        said_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (kind, a, b),
        CHECK (a < b)
      );
      CREATE INDEX not_same_things_b ON not_same_things (kind, b);
      ALTER TABLE not_same_things ENABLE ROW LEVEL SECURITY;
      REVOKE ALL ON not_same_things FROM zlm_app, PUBLIC;

      -- Whether who is signed in writes or reviews things somewhere.
      CREATE FUNCTION app_judges_things() RETURNS boolean LANGUAGE sql STABLE
        SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT actions_of(app_account()) && ARRAY['things.write', 'things.review']
      $$;
      CREATE FUNCTION not_same_as(of_kind text, of_thing bigint) RETURNS TABLE (other bigint) LANGUAGE sql STABLE
        SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT CASE WHEN n.a = of_thing THEN n.b ELSE n.a END FROM not_same_things n
        WHERE app_judges_things() AND n.kind = of_kind AND of_thing IN (n.a, n.b)
      $$;
      -- One of the two is within the scope of who says it, the other is too or is public; false where that is not so.
      -- thing_offerers is derived from the list of kinds.
      CREATE FUNCTION note_not_same(of_kind text, one bigint, other bigint, is_not boolean) RETURNS boolean LANGUAGE plpgsql
        SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        within integer;
        seen integer;
      BEGIN
        SELECT count(*) FILTER (WHERE o.is_within), count(*) FILTER (WHERE o.is_within OR o.is_public) INTO within, seen FROM (
          SELECT t.is_public, app_may('things.write', t.institution, t.topics)
            OR app_may('things.review', t.institution, t.topics) AS is_within
          FROM thing_offerers(of_kind, ARRAY[one, other]) t
        ) o;
        IF one = other OR within < 1 OR seen < 2 THEN
          RETURN false;
        END IF;
        IF is_not THEN
          INSERT INTO not_same_things (kind, a, b, said_by)
            VALUES (of_kind, least(one, other), greatest(one, other), app_account()) ON CONFLICT DO NOTHING;
        ELSE
          DELETE FROM not_same_things n WHERE n.kind = of_kind AND n.a = least(one, other) AND n.b = greatest(one, other);
        END IF;
        RETURN true;
      END $$;
      REVOKE ALL ON FUNCTION divisions_at, has_boundary, app_judges_things, not_same_as, note_not_same FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION divisions_at, has_boundary, not_same_as, note_not_same TO zlm_app;
    `);
  },
};
