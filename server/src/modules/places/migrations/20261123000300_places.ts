import type { Migration } from '../../../db/migrate.ts';
import { changeTriggers, recordColumns, termTriggers } from '../../../db/record.ts';

export const places: Migration = {
  name: '20261123000300_places',
  up: async (client) => {
    await client.query(`
      -- opening_hours: [{ "days": [1..7], "opens": "09:00", "closes": "17:00" }], Monday = 1, Asia/Shanghai
      CREATE FUNCTION opening_hours_valid(hours jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT jsonb_typeof(hours) = 'array' AND NOT EXISTS (
          SELECT FROM jsonb_array_elements(hours) h WHERE NOT coalesce(
            jsonb_typeof(h->'days') = 'array' AND jsonb_array_length(h->'days') > 0
            AND h->>'opens' ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$' AND h->>'closes' ~ '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$'
            AND h->>'opens' < h->>'closes'
            AND NOT EXISTS (SELECT FROM jsonb_array_elements_text(h->'days') d WHERE d !~ '^[1-7]$'), false))
      $$;

      CREATE TABLE places (
        id bigint PRIMARY KEY DEFAULT nextval('thing_id'),
        name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
        address text NOT NULL DEFAULT '',
        division text NOT NULL REFERENCES divisions,
        -- how the county was found: declared by the source, by boundary polygon, or nearest seat (a proposal)
        division_by text NOT NULL DEFAULT 'declared' CHECK (division_by IN ('declared', 'boundary', 'nearest_seat')),
        geom geometry(Point, 4326) NOT NULL
          CHECK (ST_X(geom) BETWEEN 73 AND 136 AND ST_Y(geom) BETWEEN 3 AND 54),
        -- what every reader wants, without a call of PostGIS per row
        lng double precision NOT NULL GENERATED ALWAYS AS (ST_X(geom)) STORED,
        lat double precision NOT NULL GENERATED ALWAYS AS (ST_Y(geom)) STORED,
        crs text NOT NULL CHECK (crs IN ('WGS84', 'CGCS2000', 'GCJ02', 'BD09')),
        source_x double precision NOT NULL,
        source_y double precision NOT NULL,
        precision_m real CHECK (precision_m >= 0),
        phone text,
        website text CHECK (website ~ '^https?://'),
        opening_hours jsonb CHECK (opening_hours_valid(opening_hours)),
        accessibility text[] NOT NULL DEFAULT '{}',
        ${recordColumns}
      );
      CREATE INDEX places_geom ON places USING gist (geom);
      CREATE INDEX places_division ON places (division);

      CREATE TABLE opening_exceptions (
        place_id bigint NOT NULL REFERENCES places ON DELETE CASCADE,
        on_date date NOT NULL,
        -- both null: closed that day
        opens time,
        closes time,
        note text,
        PRIMARY KEY (place_id, on_date),
        CHECK ((opens IS NULL) = (closes IS NULL)),
        CHECK (closes > opens)
      );
      ${termTriggers('places', 'accessibility', 'accessibility')}
      ${changeTriggers('places', 'place')}
      ${changeTriggers('opening_exceptions', 'place', { idColumn: 'place_id', own: false })}

      CREATE VIEW public_places AS SELECT * FROM places WHERE state = 'published';
      CREATE VIEW public_opening_exceptions AS
        SELECT e.* FROM opening_exceptions e JOIN public_places p ON p.id = e.place_id;
      GRANT SELECT ON public_places, public_opening_exceptions TO zlm_app;
    `);
  },
};
