import type { Migration } from '../../../db/migrate.ts';

const DEFINER = 'SECURITY DEFINER SET search_path = public, pg_temp';
const KINDS = "'seat_offered', 'offer_expired', 'session_cancelled', 'session_on', 'session_moved', 'session_place'";

/** What accounts are told of, and the texts that go out with it. */
export const messages: Migration = {
  name: '20261206030000_messages',
  up: async (client) => {
    await client.query(`
      CREATE TABLE messages (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        account_id uuid NOT NULL REFERENCES accounts,
        -- whose matter it is, where it is not their own
        about uuid REFERENCES persons,
        kind text NOT NULL CHECK (kind IN (${KINDS})),
        thing_kind text NOT NULL,
        thing_id bigint NOT NULL,
        -- what is public of it, as it was then: title, startsAt, place, until, formerStartsAt, formerPlace
        facts jsonb NOT NULL DEFAULT '{}',
        -- what happened: an account hears of it once
        event text NOT NULL,
        made_at timestamptz NOT NULL DEFAULT now(),
        read_at timestamptz,
        UNIQUE (account_id, event)
      );
      CREATE INDEX messages_account ON messages (account_id, made_at, id);
      CREATE INDEX messages_about ON messages (about) WHERE about IS NOT NULL;

      -- By text beside the list, for what cannot wait.
      CREATE TABLE message_texts (
        message_id uuid PRIMARY KEY REFERENCES messages ON DELETE CASCADE,
        state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'unreachable', 'failed')),
        tries integer NOT NULL DEFAULT 0,
        due_at timestamptz NOT NULL DEFAULT now(),
        -- some process is at it
        held_until timestamptz NOT NULL DEFAULT '-infinity'
      );
      CREATE INDEX message_texts_due ON message_texts (due_at) WHERE state = 'waiting';

      ALTER TABLE messages ENABLE ROW LEVEL SECURITY;
      ALTER TABLE message_texts ENABLE ROW LEVEL SECURITY;
      REVOKE ALL ON messages, message_texts FROM PUBLIC, zlm_app;

      -- Once for each event; in the transaction of what it tells of.
      CREATE FUNCTION tell_account(of_account uuid, of_person uuid, of_event text, of_kind text, of_thing_kind text, of_thing bigint, with_facts jsonb,
        by_text boolean) RETURNS void LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        told uuid;
      BEGIN
        INSERT INTO messages (account_id, about, kind, thing_kind, thing_id, facts, event)
          SELECT a.id, nullif(of_person, a.person_id), of_kind, of_thing_kind, of_thing, jsonb_strip_nulls(with_facts), of_event
          FROM accounts a WHERE a.id = of_account AND a.state = 'active'
          ON CONFLICT DO NOTHING RETURNING id INTO told;
        IF told IS NULL OR NOT by_text THEN RETURN; END IF;
        INSERT INTO message_texts (message_id) VALUES (told);
        PERFORM enqueue_job('messages.send', '{}', 'now', NULL);
      END $$;
      CREATE FUNCTION own_messages(before_micros bigint, before_id uuid, most integer) RETURNS TABLE (id uuid, about text, is_own boolean, kind text,
        thing_kind text, thing_id bigint, facts jsonb, made_at timestamptz, read_at timestamptz, micros bigint) LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT m.id, (SELECT a.display_name FROM accounts a WHERE a.person_id = m.about), m.about IS NULL, m.kind, m.thing_kind, m.thing_id, m.facts,
          m.made_at, m.read_at, x.micros
        FROM messages m CROSS JOIN LATERAL (SELECT (extract(epoch FROM m.made_at) * 1000000)::bigint AS micros) x
        WHERE m.account_id = app_account() AND (before_id IS NULL OR (x.micros, m.id) < (before_micros, before_id))
        ORDER BY x.micros DESC, m.id DESC LIMIT most
      $$;
      CREATE FUNCTION count_unread_messages() RETURNS integer LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT count(*)::integer FROM messages WHERE account_id = app_account() AND read_at IS NULL
      $$;
      -- This one and all before it; what came since stays unread.
      CREATE FUNCTION read_messages(up_to uuid) RETURNS integer LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        done integer;
      BEGIN
        UPDATE messages SET read_at = now() WHERE account_id = app_account() AND read_at IS NULL
          AND (made_at, id) <= (SELECT m.made_at, m.id FROM messages m WHERE m.id = up_to AND m.account_id = app_account());
        GET DIAGNOSTICS done = ROW_COUNT;
        RETURN done;
      END $$;
      CREATE FUNCTION merge_messages() RETURNS trigger LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        own uuid := (SELECT person_id FROM accounts WHERE id = NEW.merged_into);
      BEGIN
        DELETE FROM messages m WHERE m.account_id = NEW.id
          AND EXISTS (SELECT FROM messages k WHERE k.account_id = NEW.merged_into AND k.event = m.event);
        UPDATE messages SET account_id = NEW.merged_into WHERE account_id = NEW.id;
        UPDATE messages SET about = own WHERE about = NEW.person_id;
        UPDATE messages SET about = NULL WHERE account_id = NEW.merged_into AND about = own;
        RETURN NULL;
      END $$;
      CREATE TRIGGER accounts_messages AFTER UPDATE OF state ON accounts
        FOR EACH ROW WHEN (NEW.state = 'merged' AND OLD.state <> 'merged') EXECUTE FUNCTION merge_messages();

      REVOKE ALL ON FUNCTION tell_account, own_messages, count_unread_messages, read_messages, merge_messages FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION own_messages, count_unread_messages, read_messages TO zlm_app;
    `);
  },
};
