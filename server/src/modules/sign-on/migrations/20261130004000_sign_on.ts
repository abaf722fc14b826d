import type { Migration } from '../../../db/migrate.ts';

/** Whoever comes by another provider: what was begun, in which browser, for what. */
export const signOn: Migration = {
  name: '20261130004000_sign_on',
  up: async (client) => {
    await client.query(`
      ALTER TABLE identities ADD COLUMN id uuid NOT NULL UNIQUE DEFAULT gen_random_uuid();

      -- State and browser are known by their hashes; nonce and verifier are made of both and kept nowhere.
      CREATE TABLE sign_ons (
        state_hash bytea PRIMARY KEY,
        browser_hash bytea NOT NULL,
        provider text NOT NULL,
        issuer text NOT NULL,
        next text NOT NULL,
        is_shared boolean NOT NULL,
        -- who links it, and in which session; null = somebody signs in
        session_id uuid REFERENCES sessions ON DELETE CASCADE,
        taken_at timestamptz,
        -- whom the provider vouches for, once it has
        subject text,
        expires_at timestamptz NOT NULL DEFAULT now() + interval '10 minutes'
      );
      CREATE INDEX sign_ons_expires_at ON sign_ons (expires_at);
      CREATE INDEX sign_ons_session ON sign_ons (session_id);
      ALTER TABLE sign_ons ENABLE ROW LEVEL SECURITY;
      REVOKE ALL ON sign_ons FROM PUBLIC, zlm_app;

      CREATE FUNCTION own_session() RETURNS sessions
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT s FROM sessions s
        WHERE s.proof_hash = sha256(decode(nullif(current_setting('app.proof', true), ''), 'hex')) AND s.account_id = app_account()
      $$;
      -- False where somebody wants to link who has not just proved who they are, by something else than a provider.
      CREATE FUNCTION begin_sign_on(of_state bytea, of_browser bytea, of_provider text, of_issuer text, to_next text,
        on_shared boolean, to_link boolean)
      RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        own sessions := own_session();
      BEGIN
        DELETE FROM sign_ons WHERE expires_at < now();
        IF to_link AND (own.id IS NULL OR own.stepped_up_at < now() - interval '10 minutes'
          OR (own.way LIKE 'sign_on:%' AND own.stepped_up_at = own.made_at)) THEN
          RETURN false;
        END IF;
        INSERT INTO sign_ons (state_hash, browser_hash, provider, issuer, next, is_shared, session_id)
          VALUES (of_state, of_browser, of_provider, of_issuer, to_next, on_shared, CASE WHEN to_link THEN own.id END);
        RETURN true;
      END $$;
      -- What was begun so, in this browser and session; used up by the first answer.
      CREATE FUNCTION take_sign_on(of_state bytea, of_browser bytea, of_provider text)
      RETURNS TABLE (next text, is_shared boolean, is_link boolean)
      LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        UPDATE sign_ons s SET taken_at = now(), expires_at = now() + interval '10 minutes'
          WHERE s.state_hash = of_state AND s.browser_hash = of_browser AND s.provider = of_provider
            AND s.taken_at IS NULL AND s.expires_at > now() AND (s.session_id IS NULL OR s.session_id = (own_session()).id)
          RETURNING s.next, s.is_shared, s.session_id IS NOT NULL
      $$;
      -- Notes whom the provider vouches for, once: one row with the account of this identity, null for a stranger.
      CREATE FUNCTION arrive_by_sign_on(of_state bytea, of_browser bytea, of_subject text) RETURNS TABLE (account uuid)
      LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        WITH own AS (
          UPDATE sign_ons s SET subject = of_subject
            WHERE s.state_hash = of_state AND s.browser_hash = of_browser AND s.taken_at IS NOT NULL AND s.subject IS NULL
              AND s.expires_at > now()
            RETURNING s.issuer
        )
        SELECT i.account_id FROM own LEFT JOIN identities i ON i.issuer = own.issuer AND i.subject = of_subject
      $$;
      -- Adds the identity that arrived to the account of the session that began it. False where another account has it,
      -- null where none arrived.
      CREATE FUNCTION link_identity(of_state bytea, of_browser bytea) RETURNS boolean
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        own sign_ons;
      BEGIN
        DELETE FROM sign_ons s WHERE s.state_hash = of_state AND s.browser_hash = of_browser AND s.subject IS NOT NULL
            AND s.session_id = (own_session()).id AND s.expires_at > now()
          RETURNING s.* INTO own;
        IF own.state_hash IS NULL THEN RETURN NULL; END IF;
        INSERT INTO identities (issuer, subject, account_id) VALUES (own.issuer, own.subject, app_account())
          ON CONFLICT (issuer, subject) DO NOTHING;
        RETURN EXISTS (SELECT FROM identities i
          WHERE i.issuer = own.issuer AND i.subject = own.subject AND i.account_id = app_account());
      END $$;
      -- An account for the stranger who arrived. False where nobody did, or is one no longer.
      CREATE FUNCTION register_by_sign_on(of_state bytea, of_browser bytea, of_account uuid, of_person uuid, of_key bytea, in_lang text)
      RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        own sign_ons;
      BEGIN
        DELETE FROM sign_ons s WHERE s.state_hash = of_state AND s.browser_hash = of_browser AND s.subject IS NOT NULL
            AND s.session_id IS NULL AND s.expires_at > now()
          RETURNING s.* INTO own;
        IF own.state_hash IS NULL
          OR EXISTS (SELECT FROM identities i WHERE i.issuer = own.issuer AND i.subject = own.subject) THEN
          RETURN false;
        END IF;
        INSERT INTO persons (id, data_key) VALUES (of_person, of_key);
        INSERT INTO accounts (id, person_id, lang) VALUES (of_account, of_person, in_lang);
        INSERT INTO identities (issuer, subject, account_id) VALUES (own.issuer, own.subject, of_account);
        RETURN true;
      END $$;
      REVOKE ALL ON FUNCTION own_session, begin_sign_on, take_sign_on, arrive_by_sign_on, link_identity, register_by_sign_on FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION begin_sign_on, take_sign_on, arrive_by_sign_on, link_identity, register_by_sign_on TO zlm_app;
    `);
  },
};
