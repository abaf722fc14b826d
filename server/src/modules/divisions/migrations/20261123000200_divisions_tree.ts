import type { Migration } from '../../../db/migrate.ts';

export const divisionsTree: Migration = {
  name: '20261123000200_divisions_tree',
  up: async (client) => {
    await client.query(`
      CREATE TABLE divisions (
        code text PRIMARY KEY CHECK (code ~ '^[0-9]{6}([0-9]{3}([0-9]{3})?)?$'),
        parent text REFERENCES divisions DEFERRABLE INITIALLY DEFERRED,
        level text NOT NULL CHECK (level IN ('province', 'city', 'county', 'township', 'village')),
        name text NOT NULL,
        name_en text NOT NULL,
        -- county seat, or a loaded centroid for townships
        seat geometry(Point, 4326),
        seat_source text CHECK (seat_source IN ('seat', 'centroid')),
        population integer CHECK (population >= 0),
        villages integer CHECK (villages >= 0),
        valid_from date,
        valid_to date,
        replaced_by text REFERENCES divisions,
        CHECK ((level = 'province') = (parent IS NULL)),
        CHECK ((seat IS NULL) = (seat_source IS NULL)),
        CHECK (valid_to > valid_from)
      );
      CREATE INDEX divisions_parent ON divisions (parent);

      CREATE TABLE division_boundaries (
        code text PRIMARY KEY REFERENCES divisions,
        geom geometry(MultiPolygon, 4326) NOT NULL CHECK (ST_IsValid(geom)),
        crs text NOT NULL CHECK (crs IN ('WGS84', 'CGCS2000', 'GCJ02', 'BD09')),
        source text NOT NULL,
        approval_number text,
        loaded_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX division_boundaries_geom ON division_boundaries USING gist (geom);

      -- The county at a point: by boundary where loaded, else null.
      CREATE FUNCTION county_at(point geometry) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT b.code FROM division_boundaries b JOIN divisions d USING (code)
        WHERE d.level = 'county' AND ST_Covers(b.geom, point) ORDER BY b.code LIMIT 1
      $$;
      -- The county whose seat is nearest: a proposal until boundaries are loaded.
      CREATE FUNCTION nearest_county(point geometry) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT code FROM divisions WHERE level = 'county' AND seat IS NOT NULL
        ORDER BY ST_DistanceSphere(seat, point), code LIMIT 1
      $$;

      CREATE TRIGGER note_divisions AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON divisions
        FOR EACH STATEMENT EXECUTE FUNCTION note_reset();
      GRANT SELECT ON divisions TO zlm_app;
    `);
  },
};
