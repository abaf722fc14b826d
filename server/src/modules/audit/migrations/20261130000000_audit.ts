import type { Migration } from '../../../db/migrate.ts';

/** The record of acts: only added to, each entry bound to the one before it. */
export const audit: Migration = {
  name: '20261130000000_audit',
  up: async (client) => {
    await client.query(`
      CREATE TABLE audit (
        seq bigint PRIMARY KEY,
        -- canonical JSON; no personal values but sealed ones
        payload text NOT NULL,
        prev_hash bytea NOT NULL CHECK (octet_length(prev_hash) = 32),
        hash bytea NOT NULL CHECK (octet_length(hash) = 32),
        -- read from the payload, so that they cannot say anything else
        at_ms bigint NOT NULL GENERATED ALWAYS AS ((payload::jsonb ->> 'at')::bigint) STORED,
        actor text NOT NULL GENERATED ALWAYS AS (payload::jsonb ->> 'actor') STORED,
        on_behalf_of text GENERATED ALWAYS AS (payload::jsonb ->> 'onBehalfOf') STORED,
        action text NOT NULL GENERATED ALWAYS AS (payload::jsonb ->> 'action') STORED,
        subject text NOT NULL GENERATED ALWAYS AS (payload::jsonb ->> 'subject') STORED
      );
      CREATE INDEX audit_subject ON audit (subject, seq);
      CREATE INDEX audit_actor ON audit (actor, seq);
      CREATE INDEX audit_on_behalf_of ON audit (on_behalf_of, seq) WHERE on_behalf_of IS NOT NULL;

      CREATE TABLE audit_head (
        single boolean PRIMARY KEY DEFAULT true CHECK (single),
        size bigint NOT NULL,
        hash bytea NOT NULL
      );
      INSERT INTO audit_head (size, hash) VALUES (0, decode(repeat('00', 32), 'hex'));

      CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE insufficient_privilege USING MESSAGE = 'the record of acts is only added to', TABLE = TG_TABLE_NAME;
      END $$;
      CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

      -- Called last in a transaction: whoever adds an entry holds up who comes after until the commit.
      CREATE FUNCTION append_audit(payloads text[]) RETURNS bigint
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        place bigint;
        before bytea;
        after bytea;
        entry text;
      BEGIN
        SELECT size, hash INTO STRICT place, before FROM audit_head FOR UPDATE;
        FOREACH entry IN ARRAY payloads LOOP
          IF entry::jsonb ->> 'actor' IS DISTINCT FROM app_actor() THEN
            RAISE insufficient_privilege USING MESSAGE = 'an entry names who acts';
          END IF;
          place := place + 1;
          after := sha256(before || int8send(place) || convert_to(entry, 'UTF8'));
          INSERT INTO audit (seq, payload, prev_hash, hash) VALUES (place, entry, before, after);
          before := after;
        END LOOP;
        UPDATE audit_head SET size = place, hash = before;
        RETURN place;
      END $$;
      REVOKE ALL ON FUNCTION append_audit FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION append_audit TO zlm_app;
      REVOKE ALL ON audit, audit_head FROM PUBLIC, zlm_app;

      -- What was answered to a write, for who sends it again.
      CREATE TABLE acts_done (
        actor text NOT NULL,
        key uuid NOT NULL,
        request_hash bytea NOT NULL,
        answer text,
        made_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (actor, key)
      );
      CREATE INDEX acts_done_made_at ON acts_done (made_at);
      REVOKE ALL ON acts_done FROM PUBLIC, zlm_app;

      -- No row where the write is new and now begins; else what was sent and answered then. Waits for a twin under way.
      CREATE FUNCTION begin_act(of_key uuid, of_hash bytea) RETURNS TABLE (is_same boolean, answer text)
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        INSERT INTO acts_done (actor, key, request_hash) VALUES (app_actor(), of_key, of_hash) ON CONFLICT DO NOTHING;
        IF NOT FOUND THEN
          RETURN QUERY SELECT d.request_hash = of_hash, d.answer FROM acts_done d
            WHERE d.actor = app_actor() AND d.key = of_key;
        END IF;
      END $$;
      CREATE FUNCTION end_act(of_key uuid, with_answer text) RETURNS void
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        UPDATE acts_done SET answer = with_answer WHERE actor = app_actor() AND key = of_key;
      END $$;
      REVOKE ALL ON FUNCTION begin_act, end_act FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION begin_act, end_act TO zlm_app;
    `);
  },
};
