import type { Migration } from '../migrate.ts';

export const dbCore: Migration = {
  name: '20261123000000_db_core',
  up: async (client) => {
    await client.query(`
      CREATE EXTENSION IF NOT EXISTS postgis;
      CREATE EXTENSION IF NOT EXISTS pg_trgm;
      CREATE EXTENSION IF NOT EXISTS btree_gist;

      DO $$ BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'zlm_app') THEN
          CREATE ROLE zlm_app NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE;
        END IF;
        EXECUTE format('GRANT zlm_app TO %I', current_user);
      END $$;
      GRANT USAGE ON SCHEMA public TO zlm_app;

      -- One sequence for all public things: also the tile feature id, never reused.
      CREATE SEQUENCE thing_id AS bigint;
      CREATE SEQUENCE change_seq AS bigint;

      -- One row per thing; tombstones stay. Read with cursor (xid, seq) below the snapshot horizon.
      CREATE TABLE changes (
        kind text NOT NULL,
        id bigint NOT NULL,
        seq bigint NOT NULL DEFAULT nextval('change_seq'),
        xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
        deleted boolean NOT NULL DEFAULT false,
        PRIMARY KEY (kind, id)
      );
      CREATE INDEX changes_cursor ON changes (xid, seq);

      -- Kind '*' tells readers to load everything again.
      CREATE FUNCTION note_reset() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        INSERT INTO changes (kind, id) VALUES ('*', 0)
          ON CONFLICT (kind, id) DO UPDATE SET seq = nextval('change_seq'), xid = pg_current_xact_id();
        PERFORM pg_notify('zlm_changes', '');
        RETURN NULL;
      END $$;

      CREATE FUNCTION note_changes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        source text := CASE TG_OP
          WHEN 'INSERT' THEN format('SELECT %I AS id FROM new_rows', TG_ARGV[1])
          WHEN 'DELETE' THEN format('SELECT %I AS id FROM old_rows', TG_ARGV[1])
          ELSE format('SELECT %I AS id FROM new_rows UNION SELECT %I FROM old_rows', TG_ARGV[1], TG_ARGV[1]) END;
        gone boolean := TG_OP = 'DELETE' AND TG_ARGV[2]::boolean;
      BEGIN
        IF current_setting('app.bulk', true) = 'on' THEN
          INSERT INTO changes (kind, id) VALUES ('*', 0)
            ON CONFLICT (kind, id) DO UPDATE SET seq = nextval('change_seq'), xid = pg_current_xact_id();
        ELSE
          EXECUTE format(
            'INSERT INTO changes (kind, id, deleted) SELECT %L, id, %L FROM (SELECT DISTINCT id FROM (%s) t ORDER BY id) s
             ON CONFLICT (kind, id) DO UPDATE
               SET seq = nextval(''change_seq''), xid = pg_current_xact_id(), deleted = excluded.deleted',
            TG_ARGV[0], gone, source);
        END IF;
        PERFORM pg_notify('zlm_changes', '');
        RETURN NULL;
      END $$;

      CREATE FUNCTION dates_ascend(dates date[]) RETURNS boolean LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
      DECLARE
        before date := dates[1];
      BEGIN
        IF before IS NULL THEN RETURN false; END IF;
        FOR i IN 2..cardinality(dates) LOOP
          IF dates[i] IS NULL OR dates[i] <= before THEN RETURN false; END IF;
          before := dates[i];
        END LOOP;
        RETURN true;
      END $$;
    `);
  },
};
