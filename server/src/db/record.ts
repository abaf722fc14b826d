/** Columns every editable public thing has: editorial state, language, where it came from, when it was last confirmed. */
export const recordColumns = `
  state text NOT NULL DEFAULT 'draft'
    CHECK (state IN ('draft', 'submitted', 'returned', 'approved', 'published', 'withdrawn', 'archived')),
  revision integer NOT NULL DEFAULT 1 CHECK (revision > 0),
  lang text NOT NULL DEFAULT 'zh-CN',
  translations jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(translations) = 'object'),
  source_system text NOT NULL CHECK (source_system <> ''),
  source_id text NOT NULL CHECK (source_id <> ''),
  source_url text,
  source_record jsonb,
  is_demo boolean NOT NULL DEFAULT false,
  confirmed_on date,
  confirmed_by text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (source_system, source_id)`;

/**
 * Statement triggers that note every touched thing in `changes`.
 * `own`: the table holds the thing itself, so a DELETE leaves a tombstone; else the table is a part of the thing.
 */
export function changeTriggers(table: string, kind: string, { idColumn = 'id', own = true } = {}): string {
  const name = `note_${table}`;
  const call = `EXECUTE FUNCTION note_changes('${kind}', '${idColumn}', '${own}')`;
  return `
    CREATE TRIGGER ${name}_insert AFTER INSERT ON ${table}
      REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT ${call};
    CREATE TRIGGER ${name}_update AFTER UPDATE ON ${table}
      REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT ${call};
    CREATE TRIGGER ${name}_delete AFTER DELETE ON ${table}
      REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT ${call};
    CREATE TRIGGER ${name}_truncate AFTER TRUNCATE ON ${table}
      FOR EACH STATEMENT EXECUTE FUNCTION note_reset();`;
}

/**
 * Statement triggers that keep where a thing was: a reader of the changes sees only the last of several.
 * `isShown`: a condition on the rows, of those that are public.
 */
export function placeTriggers(table: string, kind: string, { idColumn = 'id', isShown = "state = 'published'" } = {}) {
  const name = `note_left_${table}`;
  const rows = (from: string) =>
    `SELECT '${kind}', ${idColumn}, place_id FROM ${from} WHERE place_id IS NOT NULL AND ${isShown}`;
  const insert = (left: string) =>
    `INSERT INTO left_places SELECT * FROM (${left}) l ORDER BY 1, 2, 3 ON CONFLICT DO NOTHING;`;
  return `
    CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    BEGIN
      IF current_setting('app.bulk', true) = 'on' THEN RETURN NULL; END IF;
      -- EXCEPT, not a join: a plan kept from a small statement must not meet a large one.
      IF TG_OP = 'UPDATE' THEN ${insert(`${rows('old_rows')} EXCEPT ${rows('new_rows')}`)}
      ELSE ${insert(rows('old_rows'))}
      END IF;
      RETURN NULL;
    END $$;
    CREATE TRIGGER left_${table}_update AFTER UPDATE ON ${table}
      REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION ${name}();
    CREATE TRIGGER left_${table}_delete AFTER DELETE ON ${table}
      REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION ${name}();`;
}

/** Statement triggers that refuse codes which are not in `terms`; `column` is text or text[]. */
export function termTriggers(table: string, column: string, vocabulary: string): string {
  const call = `EXECUTE FUNCTION check_terms('${column}', '${vocabulary}')`;
  return `
    CREATE TRIGGER terms_${table}_${column}_insert AFTER INSERT ON ${table}
      REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT ${call};
    CREATE TRIGGER terms_${table}_${column}_update AFTER UPDATE ON ${table}
      REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT ${call};`;
}
