import type { Migration } from '../../../db/migrate.ts';

/** Persons, their accounts, ways in and sessions. The application role reads its own rows; what nobody may read it asks of functions. */
export const accounts: Migration = {
  name: '20261130000100_accounts',
  up: async (client) => {
    await client.query(`
      -- Which keys seal what is in this database.
      ALTER TABLE installation ADD COLUMN keys_id text;

      CREATE TABLE persons (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        -- sealed by the keys of the installation; without it nothing sealed of this person can be read
        data_key bytea,
        name bytea,
        id_number bytea,
        id_number_index bytea UNIQUE,
        -- until then a guardian decides; null = grown up, as far as is known
        minor_until date,
        guardian uuid REFERENCES persons,
        verified_at timestamptz,
        made_at timestamptz NOT NULL DEFAULT now(),
        CHECK (data_key IS NOT NULL OR (name IS NULL AND id_number IS NULL AND id_number_index IS NULL))
      );
      CREATE TABLE accounts (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        person_id uuid NOT NULL UNIQUE REFERENCES persons,
        state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'suspended', 'erasing', 'erased', 'merged')),
        merged_into uuid REFERENCES accounts,
        -- chosen by the owner, shown to them alone
        display_name text CHECK (char_length(display_name) BETWEEN 1 AND 40),
        lang text NOT NULL DEFAULT 'zh-CN',
        is_demo boolean NOT NULL DEFAULT false,
        erase_at timestamptz,
        made_at timestamptz NOT NULL DEFAULT now(),
        CHECK ((state = 'merged') = (merged_into IS NOT NULL)),
        CHECK ((state = 'erasing') = (erase_at IS NOT NULL))
      );
      CREATE INDEX accounts_erase_at ON accounts (erase_at) WHERE erase_at IS NOT NULL;

      -- Phone numbers and addresses: sealed, found by an index that tells nothing.
      CREATE TABLE contacts (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
        kind text NOT NULL CHECK (kind IN ('phone', 'email')),
        value bytea NOT NULL,
        value_index bytea NOT NULL,
        verified_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (kind, value_index)
      );
      CREATE INDEX contacts_account ON contacts (account_id);

      -- Whom another provider vouches for.
      CREATE TABLE identities (
        issuer text NOT NULL,
        subject text NOT NULL,
        account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
        linked_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (issuer, subject)
      );
      CREATE INDEX identities_account ON identities (account_id);

      CREATE TABLE credentials (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
        kind text NOT NULL CHECK (kind IN ('password', 'passkey', 'totp', 'recovery')),
        -- passkey: its credential id
        handle text UNIQUE,
        data jsonb NOT NULL,
        label text NOT NULL DEFAULT '',
        made_at timestamptz NOT NULL DEFAULT now(),
        used_at timestamptz
      );
      CREATE INDEX credentials_account ON credentials (account_id);
      CREATE UNIQUE INDEX credentials_one ON credentials (account_id, kind) WHERE kind IN ('password', 'totp');

      CREATE TABLE sessions (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        -- SHA-256 of the proof that a request brings
        proof_hash bytea NOT NULL UNIQUE CHECK (octet_length(proof_hash) = 32),
        account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
        on_behalf_of uuid REFERENCES persons,
        device text NOT NULL DEFAULT '',
        way text NOT NULL,
        stepped_up_at timestamptz NOT NULL DEFAULT now(),
        made_at timestamptz NOT NULL DEFAULT now(),
        touched_at timestamptz NOT NULL DEFAULT now(),
        -- it ends when it was not used for so long
        lasts interval NOT NULL,
        expires_at timestamptz NOT NULL
      );
      CREATE INDEX sessions_account ON sessions (account_id);
      CREATE INDEX sessions_expires_at ON sessions (expires_at);

      -- Codes sent to a phone or address; used up by a right answer, five wrong ones or ten minutes.
      CREATE TABLE challenges (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        kind text NOT NULL CHECK (kind IN ('phone', 'email')),
        value_index bytea NOT NULL,
        code_hash bytea NOT NULL,
        purpose text NOT NULL CHECK (purpose IN ('sign_in', 'add', 'step_up', 'merge')),
        account_id uuid REFERENCES accounts ON DELETE CASCADE,
        tries integer NOT NULL DEFAULT 0,
        made_at timestamptz NOT NULL DEFAULT now(),
        -- the device of the owner, where it is known
        device_hash bytea,
        expires_at timestamptz NOT NULL,
        used_at timestamptz
      );
      CREATE INDEX challenges_value ON challenges (value_index, made_at);

      CREATE TABLE consents (
        account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
        purpose text NOT NULL,
        version text NOT NULL,
        given_at timestamptz NOT NULL DEFAULT now(),
        withdrawn_at timestamptz,
        PRIMARY KEY (account_id, purpose, version, given_at)
      );

      -- The session that proves itself in this transaction, and who acts in it. Null for everybody else.
      CREATE FUNCTION app_account() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT s.account_id FROM sessions s JOIN accounts a ON a.id = s.account_id
        WHERE s.proof_hash = sha256(decode(nullif(current_setting('app.proof', true), ''), 'hex'))
          AND s.expires_at > now() AND a.state IN ('active', 'erasing')
      $$;
      CREATE FUNCTION app_person() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT person_id FROM accounts WHERE id = app_account()
      $$;
      -- How the record names who acts: nobody can claim an account without its session.
      CREATE FUNCTION app_actor() RETURNS text LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
        SELECT CASE
          WHEN coalesce(current_setting('app.proof', true), '') <> '' THEN 'account:' || app_account()
          WHEN current_setting('app.actor', true) NOT LIKE 'account:%' THEN current_setting('app.actor', true) END
      $$;

      ALTER TABLE persons ENABLE ROW LEVEL SECURITY;
      ALTER TABLE accounts ENABLE ROW LEVEL SECURITY;
      ALTER TABLE contacts ENABLE ROW LEVEL SECURITY;
      ALTER TABLE identities ENABLE ROW LEVEL SECURITY;
      ALTER TABLE credentials ENABLE ROW LEVEL SECURITY;
      ALTER TABLE sessions ENABLE ROW LEVEL SECURITY;
      ALTER TABLE challenges ENABLE ROW LEVEL SECURITY;
      ALTER TABLE consents ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON persons TO zlm_app USING (id = (SELECT app_person()));
      CREATE POLICY own ON accounts TO zlm_app USING (id = (SELECT app_account()));
      CREATE POLICY own ON contacts TO zlm_app USING (account_id = (SELECT app_account()));
      CREATE POLICY own ON identities TO zlm_app USING (account_id = (SELECT app_account()));
      CREATE POLICY own ON credentials TO zlm_app USING (account_id = (SELECT app_account()));
      CREATE POLICY own ON sessions TO zlm_app USING (account_id = (SELECT app_account()));
      CREATE POLICY own ON consents TO zlm_app USING (account_id = (SELECT app_account()));
      REVOKE ALL ON persons, accounts, contacts, identities, credentials, sessions, challenges, consents FROM PUBLIC, zlm_app;
      GRANT SELECT ON persons, accounts, contacts, identities, credentials, consents TO zlm_app;
      GRANT SELECT (id, account_id, on_behalf_of, device, way, stepped_up_at, made_at, touched_at, expires_at) ON sessions TO zlm_app;
      GRANT UPDATE (display_name, lang) ON accounts TO zlm_app;
      GRANT INSERT (account_id, purpose, version), UPDATE (withdrawn_at) ON consents TO zlm_app;
      GRANT DELETE ON sessions, contacts, identities, credentials TO zlm_app;
      GRANT INSERT (account_id, kind, handle, data, label), UPDATE (data, label, used_at) ON credentials TO zlm_app;

      -- Uses up a challenge with the right code: what it was sent to. No row for anything else, which counts as a try.
      CREATE FUNCTION answer_challenge(of_id uuid, with_code bytea, for_purpose text)
      RETURNS TABLE (kind text, value_index bytea)
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        UPDATE challenges c SET tries = c.tries + 1
          WHERE c.id = of_id AND c.purpose = for_purpose AND c.tries < 5 AND c.used_at IS NULL AND c.expires_at > now()
            AND c.account_id IS NOT DISTINCT FROM app_account();
        IF NOT FOUND THEN RETURN; END IF;
        RETURN QUERY UPDATE challenges c SET used_at = now() WHERE c.id = of_id AND c.code_hash = with_code
          RETURNING c.kind, c.value_index;
      END $$;

      CREATE FUNCTION register(of_kind text, of_index bytea, sealed bytea, of_account uuid, of_person uuid, of_key bytea, in_lang text)
      RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        INSERT INTO persons (id, data_key) VALUES (of_person, of_key);
        INSERT INTO accounts (id, person_id, lang) VALUES (of_account, of_person, in_lang);
        INSERT INTO contacts (account_id, kind, value, value_index) VALUES (of_account, of_kind, sealed, of_index);
      END $$;
      -- Touched at most every five minutes: a session that is used lasts on.
      CREATE FUNCTION find_session(of_proof text)
      RETURNS TABLE (id uuid, account uuid, person uuid, on_behalf_of uuid, stepped_up_at timestamptz, actions text[])
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        RETURN QUERY SELECT s.id, a.id, a.person_id, s.on_behalf_of, s.stepped_up_at, actions_of(a.id)
          FROM sessions s JOIN accounts a ON a.id = s.account_id
          WHERE s.proof_hash = sha256(decode(of_proof, 'hex')) AND s.expires_at > now() AND a.state IN ('active', 'erasing');
        IF EXISTS (SELECT FROM sessions s WHERE s.proof_hash = sha256(decode(of_proof, 'hex')) AND s.expires_at > now()
            AND s.touched_at < now() - interval '5 minutes') THEN
          BEGIN
            UPDATE sessions s SET touched_at = now(), expires_at = now() + s.lasts
              WHERE s.proof_hash = sha256(decode(of_proof, 'hex'));
          EXCEPTION WHEN read_only_sql_transaction OR disk_full THEN NULL; -- who reads may go on reading
          END;
        END IF;
      END $$;
      CREATE FUNCTION end_session() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        DELETE FROM sessions WHERE proof_hash = sha256(decode(nullif(current_setting('app.proof', true), ''), 'hex'))
      $$;
      CREATE FUNCTION step_up() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        UPDATE sessions SET stepped_up_at = now()
          WHERE proof_hash = sha256(decode(nullif(current_setting('app.proof', true), ''), 'hex')) AND expires_at > now()
      $$;
      REVOKE ALL ON FUNCTION answer_challenge, register, find_session,
        end_session, step_up FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION answer_challenge, register, find_session,
        end_session, step_up TO zlm_app;
    `);
  },
};
