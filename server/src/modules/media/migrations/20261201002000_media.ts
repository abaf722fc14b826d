import type { Migration } from '../../../db/migrate.ts';

/** Photos: what is kept of them, who brought them, and what shows them. Written by functions alone. */
export const media: Migration = {
  name: '20261201002000_media',
  up: async (client) => {
    await client.query(`
      CREATE TABLE files (
        -- of the largest picture that is kept
        sha256 text PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        kind text NOT NULL CHECK (kind IN ('photo')),
        -- of all sizes together
        bytes integer NOT NULL CHECK (bytes > 0),
        width integer NOT NULL CHECK (width > 0),
        height integer NOT NULL CHECK (height > 0),
        made_at timestamptz NOT NULL DEFAULT now(),
        -- when somebody last meant to use it: nothing is removed within a day of that
        held_at timestamptz NOT NULL DEFAULT now(),
        -- its bytes are being removed: it is as good as gone
        is_leaving boolean NOT NULL DEFAULT false
      );
      CREATE INDEX files_held ON files (held_at);

      CREATE TABLE uploads (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        sha256 text NOT NULL REFERENCES files ON DELETE CASCADE,
        account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
        alt text NOT NULL CHECK (char_length(alt) BETWEEN 1 AND 200),
        made_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX uploads_file ON uploads (sha256);
      CREATE INDEX uploads_account ON uploads (account_id, made_at);

      CREATE TABLE thing_photos (
        kind text NOT NULL,
        thing_id bigint NOT NULL,
        -- from 1, without gaps
        position integer NOT NULL CHECK (position BETWEEN 1 AND 12),
        sha256 text NOT NULL REFERENCES files,
        alt text NOT NULL CHECK (char_length(alt) BETWEEN 1 AND 200),
        PRIMARY KEY (kind, thing_id, position),
        UNIQUE (kind, thing_id, sha256)
      );
      CREATE INDEX thing_photos_file ON thing_photos (sha256);

      ALTER TABLE files ENABLE ROW LEVEL SECURITY;
      ALTER TABLE uploads ENABLE ROW LEVEL SECURITY;
      ALTER TABLE thing_photos ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON uploads FOR SELECT TO zlm_app USING (account_id = (SELECT app_account()));
      REVOKE ALL ON files, uploads, thing_photos FROM PUBLIC, zlm_app;
      GRANT SELECT ON uploads TO zlm_app;

      -- Of two accounts that become one the photos are one's too.
      CREATE FUNCTION move_uploads() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        UPDATE uploads SET account_id = NEW.merged_into WHERE account_id = NEW.id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER uploads_move AFTER UPDATE OF merged_into ON accounts FOR EACH ROW
        WHEN (NEW.merged_into IS NOT NULL) EXECUTE FUNCTION move_uploads();

      -- As note_changes of one kind; a thing that is gone stays gone.
      CREATE FUNCTION note_photo_changes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        source text := CASE TG_OP WHEN 'INSERT' THEN 'new_rows' ELSE 'old_rows' END;
      BEGIN
        EXECUTE format(
          'INSERT INTO changes (kind, id, deleted) SELECT kind, thing_id, false FROM (SELECT DISTINCT kind, thing_id FROM %I ORDER BY 1, 2) s
           ON CONFLICT (kind, id) DO UPDATE SET seq = nextval(''change_seq''), xid = pg_current_xact_id()', source);
        PERFORM pg_notify('zlm_changes', '');
        RETURN NULL;
      END $$;
      CREATE TRIGGER note_thing_photos_insert AFTER INSERT ON thing_photos
        REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_photo_changes();
      CREATE TRIGGER note_thing_photos_delete AFTER DELETE ON thing_photos
        REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION note_photo_changes();

      -- Made anew from the list of kinds after the migrations.
      CREATE VIEW public_thing_photos AS
        SELECT p.kind, p.thing_id, p.position, p.sha256, p.alt, f.width, f.height FROM thing_photos p JOIN files f USING (sha256) WHERE false;
      CREATE VIEW named_files AS SELECT sha256 FROM thing_photos;
      GRANT SELECT ON public_thing_photos TO zlm_app;
      REVOKE ALL ON named_files FROM PUBLIC, zlm_app;

      -- Seconds until the account may bring another photo: 0 = now.
      CREATE FUNCTION upload_wait(most integer) RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT coalesce((
          SELECT greatest(1, ceil(extract(epoch FROM u.made_at + interval '1 day' - now())))::integer FROM uploads u
          WHERE u.account_id = app_account() AND u.made_at > now() - interval '1 day'
          ORDER BY u.made_at DESC OFFSET most - 1 LIMIT 1), 0)
      $$;

      -- Says that the bytes are about to be there. False while those of an earlier time are being removed.
      CREATE FUNCTION claim_file(of_sha256 text, of_kind text, of_bytes integer, of_width integer, of_height integer) RETURNS boolean
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        leaving boolean;
      BEGIN
        IF app_account() IS NULL OR NOT 'things.write' = ANY (actions_of(app_account())) THEN RAISE insufficient_privilege; END IF;
        INSERT INTO files (sha256, kind, bytes, width, height) VALUES (of_sha256, of_kind, of_bytes, of_width, of_height)
          ON CONFLICT (sha256) DO UPDATE SET held_at = now() RETURNING is_leaving INTO leaving;
        RETURN NOT leaving;
      END $$;
      -- Null where the file is none.
      CREATE FUNCTION add_upload(of_sha256 text, said text) RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        made uuid;
      BEGIN
        IF app_account() IS NULL OR NOT 'things.write' = ANY (actions_of(app_account())) THEN RAISE insufficient_privilege; END IF;
        PERFORM FROM files WHERE sha256 = of_sha256 AND NOT is_leaving FOR SHARE;
        IF FOUND THEN
          INSERT INTO uploads (sha256, account_id, alt) VALUES (of_sha256, app_account(), said) RETURNING id INTO made;
        END IF;
        RETURN made;
      END $$;

      -- Whether who asks may see it while nothing public shows it.
      CREATE FUNCTION app_sees_file(of_sha256 text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT app_account() IS NOT NULL AND EXISTS (SELECT FROM files f WHERE f.sha256 = of_sha256 AND NOT f.is_leaving) AND (
          EXISTS (SELECT FROM uploads u WHERE u.sha256 = of_sha256 AND u.account_id = app_account())
          OR 'things.review' = ANY (actions_of(app_account())))
      $$;

      -- Keeps files for another day, so that what is about to name them finds them; those among them that may not be named by who acts.
      CREATE FUNCTION hold_files(names text[]) RETURNS SETOF text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        UPDATE files SET held_at = now() WHERE sha256 IN (
          SELECT f.sha256 FROM files f WHERE f.sha256 = ANY (names) AND NOT f.is_leaving AND app_account() IS NOT NULL ORDER BY 1 FOR NO KEY UPDATE);
        RETURN QUERY SELECT DISTINCT n FROM unnest(names) n
          WHERE NOT app_sees_file(n) AND NOT EXISTS (SELECT FROM public_thing_photos p WHERE p.sha256 = n);
      END $$;

      -- What a thing shows from now on: [{"file": "<sha256>", "alt": "…"}]. For the function that publishes, which asks who may.
      CREATE FUNCTION set_thing_photos(of_kind text, thing bigint, photos jsonb) RETURNS void
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        unknown text;
      BEGIN
        IF jsonb_typeof(photos) IS DISTINCT FROM 'array' THEN
          RAISE check_violation USING MESSAGE = 'photos are a list', CONSTRAINT = 'thing_photos_list';
        END IF;
        -- Locked in one order; who removes files waits for this, or has marked them.
        PERFORM FROM files WHERE sha256 IN (SELECT p ->> 'file' FROM jsonb_array_elements(photos) p) AND NOT is_leaving ORDER BY sha256 FOR SHARE;
        SELECT p ->> 'file' INTO unknown FROM jsonb_array_elements(photos) p
          WHERE NOT EXISTS (SELECT FROM files f WHERE f.sha256 = p ->> 'file' AND NOT f.is_leaving) LIMIT 1;
        IF FOUND THEN
          RAISE foreign_key_violation USING MESSAGE = format('the file %s is not known', unknown), CONSTRAINT = 'thing_photos_file';
        END IF;
        IF photos = (SELECT coalesce(jsonb_agg(jsonb_build_object('file', sha256, 'alt', alt) ORDER BY position), '[]')
            FROM thing_photos t WHERE t.kind = of_kind AND t.thing_id = thing) THEN
          RETURN;
        END IF;
        -- What is taken away may be wanted back for a day.
        WITH gone AS (DELETE FROM thing_photos t WHERE t.kind = of_kind AND t.thing_id = thing RETURNING t.sha256)
          UPDATE files SET held_at = now() WHERE sha256 IN (SELECT sha256 FROM gone);
        INSERT INTO thing_photos (kind, thing_id, position, sha256, alt)
          SELECT of_kind, thing, p.n, p.value ->> 'file', btrim(p.value ->> 'alt')
          FROM jsonb_array_elements(photos) WITH ORDINALITY p (value, n);
      END $$;

      REVOKE ALL ON FUNCTION upload_wait, claim_file, add_upload, app_sees_file, hold_files, set_thing_photos FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION upload_wait, claim_file, add_upload, app_sees_file, hold_files TO zlm_app;
    `);
  },
};
