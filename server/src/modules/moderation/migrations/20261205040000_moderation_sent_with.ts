import type { Migration } from '../../../db/migrate.ts';

const WANTED = 'of_kind text, of_flag text, of_topic text, of_division text, of_what text';
const GIVEN = 'of_kind, of_flag, of_topic, of_division, of_what';

/** Rows of one file are decided about together: the queue says which it came with, and can be narrowed to those. */
export const moderationSentWith: Migration = {
  name: '20261205040000_moderation_sent_with',
  up: async (client) => {
    await client.query(`
      -- Whatever was submitted by one act; of a file its import.
      ALTER TABLE revisions ADD COLUMN sent_with uuid;
      UPDATE revisions v SET sent_with = r.import_id FROM import_rows r WHERE r.revision = v.id AND r.undone_at IS NULL;

      -- As they are, each with one more thing that is asked and told. Raises where a place to write it is not found.
      CREATE FUNCTION pg_temp.rewritten(of_function regprocedure, VARIADIC pairs text[]) RETURNS text LANGUAGE plpgsql AS $$
      DECLARE
        body text := pg_get_functiondef(of_function);
        i integer;
      BEGIN
        FOR i IN 1 .. array_length(pairs, 1) BY 2 LOOP
          IF position(pairs[i] IN body) = 0 THEN RAISE '% says no %', of_function, pairs[i]; END IF;
          body := replace(body, pairs[i], pairs[i + 1]);
        END LOOP;
        RETURN body;
      END $$;
      DO $migration$
      DECLARE
        types text := 'text, text, text, text, text, boolean, timestamptz';
        items text := pg_temp.rewritten(format('queue_items(%s, boolean)', types)::regprocedure,
          '${WANTED},', '${WANTED}, of_sending uuid,',
          'is_late boolean, is_wanted boolean)', 'is_late boolean, sent_with uuid, is_wanted boolean)',
          'b.submitted_at AS waits_since', 'b.submitted_at AS waits_since, b.sent_with',
          'r.created_at' || chr(10), 'r.created_at, NULL' || chr(10),
          'SELECT w.*, w.waits_since < late,', 'SELECT w.revision, w.report, w.pin, w.kind, w.institution_id, w.title, w.is_change, w.saved,
            w.author, w.flags, w.topics, w.division, w.place_id, w.lng, w.lat, w.waits_since, w.is_within, w.waits_since < late, w.sent_with,
            (of_sending IS NULL OR w.sent_with = of_sending) AND');
        page text := pg_temp.rewritten(format('queue_page(%s, bigint, text, integer)', types)::regprocedure,
          '${WANTED},', '${WANTED}, of_sending uuid,', '${GIVEN},', '${GIVEN}, of_sending,',
          ', me AS MATERIALIZED', ', sendings AS MATERIALIZED (
          SELECT q.sent_with, count(*) AS n FROM items q WHERE q.sent_with IS NOT NULL GROUP BY q.sent_with
        ), me AS MATERIALIZED',
          'q.is_late,', 'q.is_late, q.sent_with, (SELECT s.n FROM sendings s WHERE s.sent_with = q.sent_with) AS sent_many,');
        points text := pg_temp.rewritten(format('queue_points(%s, integer)', types)::regprocedure,
          '${WANTED},', '${WANTED}, of_sending uuid,', '${GIVEN},', '${GIVEN}, of_sending,');
      BEGIN
        EXECUTE format('DROP FUNCTION queue_page(%s, bigint, text, integer), queue_points(%1$s, integer), queue_items(%1$s, boolean)', types);
        EXECUTE items;
        EXECUTE page;
        EXECUTE points;
        EXECUTE pg_temp.rewritten('accept_import_row(imports, import_rows, text[])'::regprocedure,
          'SELECT * INTO made FROM revisions WHERE id = made_id;' || chr(10) || '        UPDATE import_rows',
          'UPDATE revisions SET sent_with = i.id WHERE id = made_id RETURNING * INTO made;' || chr(10) || '        UPDATE import_rows');
      END $migration$;

      REVOKE ALL ON FUNCTION queue_items, queue_page, queue_points FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION queue_page, queue_points TO zlm_app;
    `);
  },
};
