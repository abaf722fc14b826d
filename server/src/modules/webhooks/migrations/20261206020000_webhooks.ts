import type { Migration } from '../../../db/migrate.ts';

const DEFINER = 'SECURITY DEFINER SET search_path = public, pg_temp';

/** Receivers that are told of what is public here; what is on its way to each, and what came of it. */
export const webhooks: Migration = {
  name: '20261206020000_webhooks',
  up: async (client) => {
    await client.query(`
      CREATE TABLE webhooks (
        id uuid PRIMARY KEY,
        name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 80),
        -- who answers for it
        institution_id bigint NOT NULL REFERENCES institutions,
        url text NOT NULL CHECK (char_length(url) <= 2000),
        -- '{}' = all
        kinds text[] NOT NULL DEFAULT '{}',
        state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'paused', 'stopped')),
        stop text CHECK (stop IN ('gone', 'failing')),
        version integer NOT NULL DEFAULT 1,
        -- sealed
        secret bytea NOT NULL,
        -- signs too until then
        former_secret bytea,
        former_until timestamptz,
        -- how far it is told, as a reader of the feed
        cursor jsonb NOT NULL,
        wants_test boolean NOT NULL DEFAULT false,
        -- tries in a row that failed, and since when
        failures integer NOT NULL DEFAULT 0,
        failing_since timestamptz,
        due_at timestamptz NOT NULL DEFAULT now(),
        -- some process is at it
        held_until timestamptz NOT NULL DEFAULT '-infinity',
        made_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX webhooks_due ON webhooks (due_at) WHERE state = 'active';
      CREATE INDEX webhooks_institution ON webhooks (institution_id);

      CREATE TABLE webhook_messages (
        id uuid PRIMARY KEY,
        webhook_id uuid NOT NULL REFERENCES webhooks ON DELETE CASCADE,
        event text NOT NULL CHECK (event IN ('things.changed', 'things.reset', 'webhook.test')),
        items integer NOT NULL DEFAULT 0,
        -- null once it has arrived
        body text,
        made_at timestamptz NOT NULL DEFAULT now(),
        ended_at timestamptz
      );
      -- One after another: what was said later never arrives before.
      CREATE UNIQUE INDEX webhook_messages_pending ON webhook_messages (webhook_id) WHERE ended_at IS NULL;
      CREATE INDEX webhook_messages_log ON webhook_messages (webhook_id, made_at, id);

      CREATE TABLE webhook_tries (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        message_id uuid NOT NULL REFERENCES webhook_messages ON DELETE CASCADE,
        at timestamptz NOT NULL DEFAULT now(),
        -- null = not reached: why is told nobody, who asks could else look around inside
        status integer,
        ms integer NOT NULL
      );
      CREATE INDEX webhook_tries_message ON webhook_tries (message_id, id);

      ALTER TABLE webhooks ENABLE ROW LEVEL SECURITY;
      ALTER TABLE webhook_messages ENABLE ROW LEVEL SECURITY;
      ALTER TABLE webhook_tries ENABLE ROW LEVEL SECURITY;
      CREATE POLICY branch ON webhooks FOR SELECT TO zlm_app USING (institution_id IN (SELECT app_scope('sources.read')));
      CREATE POLICY branch ON webhook_messages FOR SELECT TO zlm_app USING (webhook_id IN (SELECT id FROM webhooks));
      CREATE POLICY branch ON webhook_tries FOR SELECT TO zlm_app USING (message_id IN (SELECT id FROM webhook_messages));
      GRANT SELECT (id, name, institution_id, url, kinds, state, stop, version, former_until, failures, failing_since, due_at, made_at)
        ON webhooks TO zlm_app;
      GRANT SELECT ON webhook_messages, webhook_tries TO zlm_app;

      -- The webhook where who acts may change it; null: hidden.
      CREATE FUNCTION webhook_for(of_webhook uuid) RETURNS webhooks LANGUAGE sql ${DEFINER} AS $$
        SELECT w FROM webhooks w WHERE w.id = of_webhook AND app_may('sources.read', w.institution_id) AND app_may('sources.change', w.institution_id)
        FOR UPDATE
      $$;
      -- Notes or changes its settings. 'hidden', 'changed' where another change came in between, else 'done'.
      CREATE FUNCTION save_webhook(of_webhook uuid, at_version integer, says jsonb, sealed bytea) RETURNS text LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        w webhooks;
        wanted webhooks := jsonb_populate_record(NULL::webhooks, says);
      BEGIN
        IF at_version IS NULL THEN
          IF NOT app_may('sources.change', wanted.institution_id) OR NOT EXISTS (SELECT FROM institutions i WHERE i.id = wanted.institution_id) THEN
            RETURN 'hidden';
          END IF;
          INSERT INTO webhooks (id, name, institution_id, url, kinds, cursor, secret)
            VALUES (of_webhook, wanted.name, wanted.institution_id, wanted.url, wanted.kinds, wanted.cursor, sealed);
          RETURN 'done';
        END IF;
        w := webhook_for(of_webhook);
        IF w.id IS NULL THEN RETURN 'hidden'; END IF;
        IF w.version <> at_version THEN RETURN 'changed'; END IF;
        UPDATE webhooks SET name = wanted.name, url = wanted.url, kinds = wanted.kinds, version = version + 1,
          failures = 0, failing_since = NULL, due_at = now() WHERE id = w.id;
        RETURN 'done';
      END $$;
      -- One that goes on is told what happened meanwhile.
      CREATE FUNCTION move_webhook(of_webhook uuid, becomes text) RETURNS text LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        w webhooks := webhook_for(of_webhook);
      BEGIN
        IF w.id IS NULL THEN RETURN 'hidden'; END IF;
        IF becomes NOT IN ('active', 'paused') OR w.state = becomes OR (w.state = 'stopped' AND becomes = 'paused') THEN RETURN 'not_now'; END IF;
        UPDATE webhooks SET state = becomes, stop = NULL, failures = 0, failing_since = NULL, due_at = now(), version = version + 1 WHERE id = w.id;
        RETURN 'done';
      END $$;
      CREATE FUNCTION test_webhook(of_webhook uuid) RETURNS text LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        w webhooks := webhook_for(of_webhook);
      BEGIN
        IF w.id IS NULL THEN RETURN 'hidden'; END IF;
        IF w.state <> 'active' THEN RETURN 'not_now'; END IF;
        UPDATE webhooks SET wants_test = true, due_at = now() WHERE id = w.id;
        RETURN 'done';
      END $$;
      CREATE FUNCTION rotate_webhook(of_webhook uuid, sealed bytea) RETURNS text LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        w webhooks := webhook_for(of_webhook);
      BEGIN
        IF w.id IS NULL THEN RETURN 'hidden'; END IF;
        -- A third secret would end the one that the receiver may still have.
        IF w.former_until > now() THEN RETURN 'not_now'; END IF;
        UPDATE webhooks SET former_secret = secret, former_until = now() + interval '24 hours', secret = sealed, version = version + 1 WHERE id = w.id;
        RETURN 'done';
      END $$;
      CREATE FUNCTION webhook_secrets(of_webhook uuid) RETURNS TABLE (secret bytea, former_secret bytea) LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        w webhooks := webhook_for(of_webhook);
      BEGIN
        IF w.id IS NOT NULL THEN
          RETURN QUERY SELECT w.secret, CASE WHEN w.former_until > now() THEN w.former_secret END;
        END IF;
      END $$;
      CREATE FUNCTION remove_webhook(of_webhook uuid, at_version integer) RETURNS text LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        w webhooks := webhook_for(of_webhook);
      BEGIN
        IF w.id IS NULL THEN RETURN 'hidden'; END IF;
        IF w.version <> at_version THEN RETURN 'changed'; END IF;
        DELETE FROM webhooks WHERE id = w.id;
        RETURN 'done';
      END $$;
      REVOKE ALL ON FUNCTION webhook_for, save_webhook, move_webhook, test_webhook, rotate_webhook, webhook_secrets, remove_webhook FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION save_webhook, move_webhook, test_webhook, rotate_webhook, webhook_secrets, remove_webhook TO zlm_app;
    `);
  },
};
