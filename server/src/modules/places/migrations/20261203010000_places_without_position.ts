import type { Migration } from '../../../db/migrate.ts';

/** A venue of which no source says where it lies: known by name, address and division, on no map. */
export const placesWithoutPosition: Migration = {
  name: '20261203010000_places_without_position',
  up: async (client) => {
    await client.query(`
      -- What had no position left no spot.
      DO $do$ BEGIN
        EXECUTE regexp_replace(pg_get_functiondef('note_left()'::regprocedure),
          'SELECT id, lng, lat FROM (\\w+) WHERE state = ''published''',
          'SELECT id, lng, lat FROM \\1 WHERE state = ''published'' AND lng IS NOT NULL', 'g');
      END $do$;
      ALTER TABLE places ALTER geom DROP NOT NULL, ALTER lng DROP NOT NULL, ALTER lat DROP NOT NULL,
        ALTER crs DROP NOT NULL, ALTER source_x DROP NOT NULL, ALTER source_y DROP NOT NULL,
        ADD CONSTRAINT places_position_whole CHECK (
          CASE WHEN geom IS NULL THEN num_nonnulls(crs, source_x, source_y, precision_m) = 0
            ELSE num_nulls(crs, source_x, source_y) = 0 END);

      -- Null where it has none: a form then asks for it.
      CREATE OR REPLACE FUNCTION position_of(t places) RETURNS jsonb LANGUAGE sql STABLE AS $$
        SELECT CASE WHEN t.lng IS NOT NULL THEN
          jsonb_build_object('lngLat', jsonb_build_array(t.lng, t.lat), 'crs', t.crs,
            'given', jsonb_build_array(t.source_x, t.source_y), 'precision', t.precision_m, 'division', t.division,
            'divisionBy', t.division_by) END
      $$;
      CREATE OR REPLACE VIEW place_spots AS
        SELECT id AS place_id, lng, lat FROM places WHERE state = 'published' AND lng IS NOT NULL
        UNION ALL SELECT * FROM left_spots;
    `);
  },
};
