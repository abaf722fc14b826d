import type { Migration } from '../../../db/migrate.ts';

const DEFINER = 'SECURITY DEFINER SET search_path = public, pg_temp';
/** A job is at it. */
const BUSY = `('reading', 'accepting', 'undoing')`;

/** Files that people send in, what each of their rows would do, and what institutions remember of them. */
export const imports: Migration = {
  name: '20261203020000_imports',
  up: async (client) => {
    await client.query(`
      CREATE TABLE imports (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
        -- whose rows they are that name nobody
        institution_id bigint NOT NULL REFERENCES institutions ON DELETE CASCADE,
        kind text NOT NULL,
        name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
        format text NOT NULL CHECK (format IN ('xlsx', 'csv', 'geojson')),
        sha256 bytea NOT NULL,
        bytes bytea NOT NULL CHECK (octet_length(bytes) <= 10000000),
        crs text NOT NULL,
        sheet text,
        sheets text[] NOT NULL DEFAULT '{}',
        -- [{ name, key, guess, examples }], in the order of the file
        headers jsonb NOT NULL DEFAULT '[]',
        -- keys in the order of the headers; null = as their names mean
        mapping jsonb,
        is_remembered boolean NOT NULL DEFAULT false,
        asks text CHECK (asks IN ('sheet', 'mapping')),
        state text NOT NULL DEFAULT 'reading' CHECK (state IN ('reading', 'checked', 'broken', 'accepting', 'done', 'undoing', 'undone')),
        -- { reason, detail } of a file that cannot be read
        broken jsonb,
        -- of the work under way
        done integer NOT NULL DEFAULT 0,
        of_done integer,
        -- by verdict, and what became of rows
        counts jsonb NOT NULL DEFAULT '{}',
        made_at timestamptz NOT NULL DEFAULT now(),
        changed_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX imports_account ON imports (account_id, made_at);

      CREATE TABLE import_rows (
        import_id uuid NOT NULL REFERENCES imports ON DELETE CASCADE,
        line integer NOT NULL,
        -- [[line, [cell, …]], …] as they were sent
        raw jsonb NOT NULL,
        source_id text,
        title text NOT NULL DEFAULT '',
        verdict text NOT NULL CHECK (verdict IN ('new', 'changed', 'same', 'rejected')),
        institution_id bigint REFERENCES institutions ON DELETE SET NULL,
        pin bigint,
        -- of a revision that waits already and that it would change
        waiting uuid,
        waiting_saved integer,
        -- as the thing would be
        body jsonb,
        -- as it was when the file was read
        before jsonb,
        -- what the file itself says, of the fields it has columns for
        said jsonb,
        owned text[] NOT NULL DEFAULT '{}',
        changed text[] NOT NULL DEFAULT '{}',
        kept text[] NOT NULL DEFAULT '{}',
        problems jsonb NOT NULL DEFAULT '[]',
        is_warned boolean NOT NULL DEFAULT false,
        lng float8,
        lat float8,
        is_wanted boolean NOT NULL DEFAULT false,
        refusal text,
        accepted_at timestamptz,
        revision uuid,
        saved integer,
        -- what waited before, and its flags; null = nothing did
        was jsonb,
        was_flags text[],
        -- what was remembered before
        remembered jsonb,
        undone_at timestamptz,
        left_reason text,
        PRIMARY KEY (import_id, line)
      );
      CREATE INDEX import_rows_revision ON import_rows (revision) WHERE revision IS NOT NULL;

      -- Which thing a row is, and what a file said of it last.
      CREATE TABLE import_things (
        institution_id bigint NOT NULL REFERENCES institutions ON DELETE CASCADE,
        kind text NOT NULL,
        source_id text NOT NULL,
        pin bigint NOT NULL,
        said jsonb NOT NULL,
        PRIMARY KEY (institution_id, kind, source_id)
      );
      CREATE TABLE import_mappings (
        institution_id bigint NOT NULL REFERENCES institutions ON DELETE CASCADE,
        kind text NOT NULL,
        header_hash bytea NOT NULL,
        mapping jsonb NOT NULL,
        PRIMARY KEY (institution_id, kind, header_hash)
      );

      ALTER TABLE imports ENABLE ROW LEVEL SECURITY;
      ALTER TABLE import_rows ENABLE ROW LEVEL SECURITY;
      ALTER TABLE import_things ENABLE ROW LEVEL SECURITY;
      ALTER TABLE import_mappings ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON imports FOR SELECT TO zlm_app USING (account_id = (SELECT app_account()));
      CREATE POLICY own ON import_rows FOR SELECT TO zlm_app USING (import_id IN (SELECT id FROM imports));
      REVOKE ALL ON imports, import_rows, import_things, import_mappings FROM PUBLIC, zlm_app;
      GRANT SELECT ON imports, import_rows TO zlm_app;

      -- done; hidden: not theirs to write for; busy: another of theirs is under way; full: too many are kept.
      CREATE FUNCTION begin_import(of_id uuid, of_kind text, of_institution bigint, called text, of_format text, of_sha256 bytea,
        of_bytes bytea, in_crs text, of_sheet text) RETURNS text LANGUAGE plpgsql ${DEFINER} AS $$
      BEGIN
        IF app_account() IS NULL OR of_institution IS NULL OR NOT app_may('things.write', of_institution) THEN RETURN 'hidden'; END IF;
        PERFORM FROM accounts WHERE id = app_account() FOR NO KEY UPDATE;
        IF EXISTS (SELECT FROM imports WHERE account_id = app_account() AND state IN ${BUSY}) THEN RETURN 'busy'; END IF;
        IF (SELECT count(*) FROM imports WHERE account_id = app_account()) >= 100 THEN RETURN 'full'; END IF;
        INSERT INTO imports (id, account_id, institution_id, kind, name, format, sha256, bytes, crs, sheet)
          VALUES (of_id, app_account(), of_institution, of_kind, called, of_format, of_sha256, of_bytes, in_crs, of_sheet);
        RETURN 'done';
      END $$;

      -- One of them at a time may be busy; null = it is hidden from who acts.
      CREATE FUNCTION take_import(of_import uuid) RETURNS imports LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        i imports;
      BEGIN
        PERFORM FROM accounts WHERE id = app_account() FOR NO KEY UPDATE;
        SELECT * INTO i FROM imports WHERE id = of_import AND account_id = app_account() FOR UPDATE;
        RETURN i;
      END $$;
      CREATE FUNCTION is_importing(besides uuid) RETURNS boolean LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT EXISTS (SELECT FROM imports WHERE account_id = app_account() AND state IN ${BUSY} AND id <> besides)
      $$;

      -- done; hidden; busy; closed: something of it was accepted.
      CREATE FUNCTION map_import(of_import uuid, of_mapping jsonb, of_sheet text, in_crs text) RETURNS text LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        i imports := take_import(of_import);
        hash bytea;
      BEGIN
        IF i.id IS NULL OR NOT app_may('things.write', i.institution_id) THEN RETURN 'hidden'; END IF;
        IF i.state NOT IN ('checked', 'broken') THEN RETURN 'closed'; END IF;
        IF is_importing(i.id) THEN RETURN 'busy'; END IF;
        hash := sha256(convert_to(jsonb_path_query_array(i.headers, '$[*].name')::text, 'UTF8'));
        IF of_sheet IS NULL OR of_sheet IS NOT DISTINCT FROM i.sheet THEN
          DELETE FROM import_mappings WHERE institution_id = i.institution_id AND kind = i.kind AND header_hash = hash;
          IF of_mapping IS NOT NULL THEN
            INSERT INTO import_mappings VALUES (i.institution_id, i.kind, hash, of_mapping);
          END IF;
        END IF;
        UPDATE imports SET state = 'reading', mapping = of_mapping, sheet = coalesce(of_sheet, sheet), crs = coalesce(in_crs, crs),
          done = 0, of_done = NULL, broken = NULL, asks = NULL, counts = '{}', changed_at = now() WHERE id = i.id;
        RETURN 'done';
      END $$;

      -- done; hidden; busy; closed: nothing of it is left to accept.
      CREATE FUNCTION accept_import(of_import uuid, of_lines integer[]) RETURNS text LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        i imports := take_import(of_import);
        wanted integer;
      BEGIN
        IF i.id IS NULL OR NOT app_may('things.write', i.institution_id) THEN RETURN 'hidden'; END IF;
        IF i.state NOT IN ('checked', 'done') THEN RETURN 'closed'; END IF;
        IF is_importing(i.id) THEN RETURN 'busy'; END IF;
        UPDATE import_rows SET is_wanted = true WHERE import_id = i.id AND verdict IN ('new', 'changed') AND accepted_at IS NULL
          AND refusal IS NULL AND (of_lines IS NULL OR line = ANY (of_lines));
        GET DIAGNOSTICS wanted = ROW_COUNT;
        IF wanted = 0 THEN RETURN 'closed'; END IF;
        UPDATE imports SET state = 'accepting', done = 0, of_done = wanted, changed_at = now() WHERE id = i.id;
        RETURN 'done';
      END $$;

      -- done; hidden; busy; closed: there is nothing to take back.
      CREATE FUNCTION undo_import(of_import uuid) RETURNS text LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        i imports := take_import(of_import);
      BEGIN
        IF i.id IS NULL OR NOT app_may('things.write', i.institution_id) THEN RETURN 'hidden'; END IF;
        IF i.state <> 'done' OR NOT EXISTS (SELECT FROM import_rows WHERE import_id = i.id AND accepted_at IS NOT NULL) THEN
          RETURN 'closed';
        END IF;
        IF is_importing(i.id) THEN RETURN 'busy'; END IF;
        UPDATE imports SET state = 'undoing', done = 0, changed_at = now(),
          of_done = (SELECT count(*) FROM import_rows WHERE import_id = i.id AND accepted_at IS NOT NULL) WHERE id = i.id;
        RETURN 'done';
      END $$;

      -- done; hidden; closed: it is read, or something of it was accepted.
      CREATE FUNCTION discard_import(of_import uuid) RETURNS text LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        i imports := take_import(of_import);
      BEGIN
        IF i.id IS NULL THEN RETURN 'hidden'; END IF;
        IF i.state NOT IN ('checked', 'broken') THEN RETURN 'closed'; END IF;
        DELETE FROM imports WHERE id = i.id;
        RETURN 'done';
      END $$;

      -- For the server alone: a job goes on in the name of who asked for it, as long as they may.
      CREATE FUNCTION open_import_session(of_import uuid, of_hash bytea) RETURNS TABLE (account uuid, person uuid)
      LANGUAGE plpgsql ${DEFINER} AS $$
      BEGIN
        -- What an earlier try left that was killed.
        DELETE FROM sessions s USING imports i WHERE i.id = of_import AND s.account_id = i.account_id AND s.way = 'import'
          AND s.made_at < now() - interval '10 minutes';
        RETURN QUERY WITH opened AS (
          INSERT INTO sessions AS s (account_id, proof_hash, way, stepped_up_at, lasts, expires_at)
            SELECT a.id, of_hash, 'import', 'epoch', interval '1 hour', now() + interval '1 hour'
            FROM imports i JOIN accounts a ON a.id = i.account_id
            WHERE i.id = of_import AND i.state IN ${BUSY} AND a.state IN ('active', 'erasing')
            RETURNING s.account_id
        ) SELECT a.id, a.person_id FROM opened o JOIN accounts a ON a.id = o.account_id;
      END $$;

      -- Its files and what became of them belong to the account that is left.
      CREATE FUNCTION move_imports() RETURNS trigger LANGUAGE plpgsql ${DEFINER} AS $$
      BEGIN
        UPDATE imports SET account_id = NEW.merged_into WHERE account_id = NEW.id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER imports_move AFTER UPDATE OF merged_into ON accounts FOR EACH ROW
        WHEN (NEW.merged_into IS NOT NULL) EXECUTE FUNCTION move_imports();

      REVOKE ALL ON FUNCTION begin_import, take_import, is_importing, map_import, accept_import, undo_import, discard_import,
        open_import_session, move_imports FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION begin_import, map_import, accept_import, undo_import, discard_import TO zlm_app;
    `);
  },
};
