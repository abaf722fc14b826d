import type { Migration } from '../../../db/migrate.ts';

/** Applications that ask who somebody is, what people agreed to, and what they were given, by hashes. */
export const applications: Migration = {
  name: '20261130004100_applications',
  up: async (client) => {
    await client.query(`
      CREATE TABLE applications (
        id text PRIMARY KEY CHECK (id ~ '^[a-z0-9-]{3,60}$'),
        name text NOT NULL,
        name_en text NOT NULL,
        -- all of one host, which is what an application sees people by
        redirect_uris text[] NOT NULL CHECK (cardinality(redirect_uris) BETWEEN 1 AND 10),
        -- hears when somebody signs out
        sign_out_uri text,
        -- SHA-256 in hex; null = it can keep no secret
        secret_hash text,
        made_at timestamptz NOT NULL DEFAULT now(),
        ended_at timestamptz
      );

      -- What somebody agreed to, until they take it back.
      CREATE TABLE application_connections (
        account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
        application_id text NOT NULL REFERENCES applications ON DELETE CASCADE,
        scopes text[] NOT NULL,
        region text,
        given_at timestamptz NOT NULL DEFAULT now(),
        used_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (account_id, application_id)
      );
      CREATE INDEX application_connections_application ON application_connections (application_id);

      -- Where a session has signed somebody in to an application: what the application was given ends with either.
      CREATE TABLE application_sessions (
        grant_hash bytea PRIMARY KEY,
        session_id uuid NOT NULL REFERENCES sessions ON DELETE CASCADE,
        account_id uuid NOT NULL,
        application_id text NOT NULL,
        -- how the application knows it, once it does
        sid text,
        FOREIGN KEY (account_id, application_id) REFERENCES application_connections ON DELETE CASCADE
      );
      CREATE INDEX application_sessions_session ON application_sessions (session_id);
      CREATE INDEX application_sessions_connection ON application_sessions (account_id, application_id);

      -- Whom an application has to be told about.
      CREATE TABLE application_sign_outs (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        application_id text NOT NULL REFERENCES applications ON DELETE CASCADE,
        account uuid NOT NULL,
        sid text NOT NULL,
        made_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX application_sign_outs_application ON application_sign_outs (application_id);

      -- Codes, tokens and steps on the way, known by the hash of what opens them; their content is sealed.
      CREATE TABLE oidc_items (
        model text NOT NULL,
        id_hash bytea NOT NULL,
        grant_hash bytea,
        uid_hash bytea,
        payload bytea NOT NULL,
        consumed_at timestamptz,
        expires_at timestamptz NOT NULL,
        PRIMARY KEY (model, id_hash)
      );
      CREATE INDEX oidc_items_grant ON oidc_items (grant_hash) WHERE grant_hash IS NOT NULL;
      CREATE INDEX oidc_items_uid ON oidc_items (uid_hash) WHERE uid_hash IS NOT NULL;
      CREATE INDEX oidc_items_expires_at ON oidc_items (expires_at);

      -- Keys that sign for applications, sealed; kept with their days, so that what was signed once can be told.
      CREATE TABLE oidc_keys (
        kid text PRIMARY KEY,
        sealed bytea NOT NULL,
        signs_from timestamptz NOT NULL DEFAULT now(),
        -- announced until then, for what was signed last
        known_until timestamptz
      );

      ALTER TABLE applications ENABLE ROW LEVEL SECURITY;
      ALTER TABLE application_connections ENABLE ROW LEVEL SECURITY;
      ALTER TABLE application_sessions ENABLE ROW LEVEL SECURITY;
      ALTER TABLE application_sign_outs ENABLE ROW LEVEL SECURITY;
      ALTER TABLE oidc_items ENABLE ROW LEVEL SECURITY;
      ALTER TABLE oidc_keys ENABLE ROW LEVEL SECURITY;
      REVOKE ALL ON applications, application_connections, application_sessions, application_sign_outs, oidc_items, oidc_keys
        FROM PUBLIC, zlm_app;

      -- Whatever ends it, signing out, another proof, suspension, taking the consent back: tokens are gone in the same transaction.
      CREATE FUNCTION end_application_session() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        told bigint;
      BEGIN
        DELETE FROM oidc_items WHERE grant_hash = OLD.grant_hash OR (model = 'Grant' AND id_hash = OLD.grant_hash);
        IF OLD.sid IS NOT NULL AND EXISTS (SELECT FROM applications a
            WHERE a.id = OLD.application_id AND a.sign_out_uri IS NOT NULL AND a.ended_at IS NULL) THEN
          INSERT INTO application_sign_outs (application_id, account, sid)
            VALUES (OLD.application_id, OLD.account_id, OLD.sid) RETURNING id INTO told;
          PERFORM enqueue_job('applications.sign-out', jsonb_build_object('signOut', told), NULL, NULL);
        END IF;
        RETURN OLD;
      END $$;
      CREATE TRIGGER ended AFTER DELETE ON application_sessions FOR EACH ROW EXECUTE FUNCTION end_application_session();

      CREATE FUNCTION own_connections()
      RETURNS TABLE (application text, name text, name_en text, host text, scopes text[], region text, given_at timestamptz, used_at timestamptz)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT a.id, a.name, a.name_en, a.redirect_uris[1], c.scopes, c.region, c.given_at, c.used_at
        FROM application_connections c JOIN applications a ON a.id = c.application_id
        WHERE c.account_id = app_account() ORDER BY c.given_at, a.id
      $$;
      -- By the owner, in a session of theirs. False where there is no such application, or nobody signed in.
      CREATE FUNCTION connect_application(of_application text, with_scopes text[], in_region text, of_grant bytea)
      RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        own sessions := own_session();
      BEGIN
        IF own.id IS NULL OR own.on_behalf_of IS NOT NULL
          OR NOT EXISTS (SELECT FROM applications WHERE id = of_application AND ended_at IS NULL) THEN
          RETURN false;
        END IF;
        INSERT INTO application_connections AS c (account_id, application_id, scopes, region)
          VALUES (own.account_id, of_application, with_scopes, in_region)
          ON CONFLICT (account_id, application_id) DO UPDATE
            SET scopes = excluded.scopes, region = excluded.region, used_at = now();
        INSERT INTO application_sessions (grant_hash, session_id, account_id, application_id)
          VALUES (of_grant, own.id, own.account_id, of_application);
        RETURN true;
      END $$;
      CREATE FUNCTION disconnect_application(of_application text) RETURNS boolean
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        DELETE FROM application_connections WHERE application_id = of_application AND account_id = app_account();
        RETURN FOUND;
      END $$;
      REVOKE ALL ON FUNCTION end_application_session, own_connections, connect_application, disconnect_application FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION own_connections, connect_application, disconnect_application TO zlm_app;
    `);
  },
};
