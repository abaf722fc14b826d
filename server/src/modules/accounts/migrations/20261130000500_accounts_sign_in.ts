import type { Migration } from '../../../db/migrate.ts';

/** One door for every way to sign in: second factors, devices known from before, notices, and tries that are counted before they are made. */
export const accountsSignIn: Migration = {
  name: '20261130000500_accounts_sign_in',
  up: async (client) => {
    await client.query(`
      -- Browsers that were signed in to the account before: strangers cannot slow them down, and they are no news.
      CREATE TABLE known_devices (
        token_hash bytea NOT NULL,
        account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
        used_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (token_hash, account_id)
      );
      CREATE INDEX known_devices_account ON known_devices (account_id);
      ALTER TABLE sessions ADD COLUMN device_hash bytea;

      -- What happened to the account; a message centre sends it to all its contacts.
      CREATE TABLE notices (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
        kind text NOT NULL,
        device text NOT NULL DEFAULT '',
        made_at timestamptz NOT NULL DEFAULT now(),
        put_away_at timestamptz
      );
      CREATE INDEX notices_account ON notices (account_id, made_at);

      -- The first factor was right, the second is awaited; or what a merge of two accounts waits for.
      CREATE TABLE pending_sign_ins (
        ticket_hash bytea PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
        -- who merges; null = somebody signs in
        for_account uuid REFERENCES accounts ON DELETE CASCADE,
        way text NOT NULL,
        device text NOT NULL,
        device_hash bytea,
        lasts interval NOT NULL,
        tries integer NOT NULL DEFAULT 0,
        expires_at timestamptz NOT NULL DEFAULT now() + interval '10 minutes'
      );
      CREATE INDEX pending_sign_ins_account ON pending_sign_ins (account_id);
      CREATE INDEX pending_sign_ins_expires_at ON pending_sign_ins (expires_at);

      -- Tries of a contact, a device or a session, under a name that tells nothing.
      CREATE TABLE tries (
        bucket bytea PRIMARY KEY,
        times integer NOT NULL,
        last_at timestamptz NOT NULL,
        next_at timestamptz NOT NULL
      );
      CREATE INDEX tries_last_at ON tries (last_at);

      -- Of who has lost the second factor: done without it when nobody has stopped it by then.
      CREATE TABLE recoveries (
        account_id uuid PRIMARY KEY REFERENCES accounts ON DELETE CASCADE,
        begun_at timestamptz NOT NULL DEFAULT now(),
        ready_at timestamptz NOT NULL DEFAULT now() + interval '24 hours'
      );

      -- For two weeks after it was ready; then somebody has to begin anew.
      CREATE VIEW live_recoveries AS SELECT * FROM recoveries WHERE ready_at > now() - interval '14 days';

      ALTER TABLE known_devices ENABLE ROW LEVEL SECURITY;
      ALTER TABLE notices ENABLE ROW LEVEL SECURITY;
      ALTER TABLE pending_sign_ins ENABLE ROW LEVEL SECURITY;
      ALTER TABLE tries ENABLE ROW LEVEL SECURITY;
      ALTER TABLE recoveries ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON notices TO zlm_app USING (account_id = (SELECT app_account()));
      CREATE POLICY own ON recoveries TO zlm_app USING (account_id = (SELECT app_account()));
      REVOKE ALL ON known_devices, notices, pending_sign_ins, tries, recoveries, live_recoveries FROM PUBLIC, zlm_app;
      GRANT SELECT, INSERT (account_id, kind, device), UPDATE (put_away_at) ON notices TO zlm_app;
      GRANT SELECT, DELETE ON recoveries TO zlm_app;

      CREATE FUNCTION is_known_device(of_device bytea, of_account uuid) RETURNS boolean
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT EXISTS (SELECT FROM known_devices WHERE token_hash = of_device AND account_id = of_account)
      $$;

      -- Whole seconds to wait, or 0 where a try may be made, which is counted at once: so many at the same time are no way
      -- round it. Four are free; after the fifth one waits ten seconds, and twice as long after each that follows, at most a quarter of an hour.
      CREATE FUNCTION begin_try(of_bucket bytea) RETURNS integer
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        kept tries;
      BEGIN
        DELETE FROM tries t WHERE t.last_at < now() - interval '1 hour';
        INSERT INTO tries AS t (bucket, times, last_at, next_at) VALUES (of_bucket, 0, clock_timestamp(), clock_timestamp())
          ON CONFLICT (bucket) DO UPDATE SET bucket = t.bucket RETURNING t.* INTO kept;
        IF kept.next_at > clock_timestamp() THEN
          RETURN ceil(extract(epoch FROM kept.next_at - clock_timestamp()));
        END IF;
        UPDATE tries t SET times = t.times + 1, last_at = clock_timestamp(), next_at = clock_timestamp()
            + CASE WHEN t.times < 4 THEN interval '0' ELSE make_interval(secs => least(10 * power(2, least(t.times - 4, 12)), 900)) END
          WHERE t.bucket = of_bucket;
        RETURN 0;
      END $$;
      CREATE FUNCTION forget_tries(of_bucket bytea) RETURNS void
      LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$ DELETE FROM tries WHERE bucket = of_bucket $$;

      -- For the functions below alone. Null for an account nobody may sign in to.
      CREATE FUNCTION open_session(of_account uuid, of_hash bytea, on_device text, by_way text, for_time interval, of_device bytea)
      RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        made uuid;
      BEGIN
        INSERT INTO sessions (account_id, proof_hash, device, device_hash, way, lasts, expires_at)
          SELECT id, of_hash, on_device, of_device, by_way, for_time, now() + for_time FROM accounts
            WHERE id = of_account AND state IN ('active', 'erasing')
          RETURNING id INTO made;
        IF made IS NULL THEN RETURN NULL; END IF;
        IF of_device IS NULL OR NOT is_known_device(of_device, of_account) THEN
          INSERT INTO notices (account_id, kind, device)
            SELECT id, 'new_device', on_device FROM accounts WHERE id = of_account AND made_at < now();
        END IF;
        IF of_device IS NOT NULL THEN
          INSERT INTO known_devices (token_hash, account_id) VALUES (of_device, of_account)
            ON CONFLICT (token_hash, account_id) DO UPDATE SET used_at = now();
        END IF;
        RETURN made;
      END $$;

      -- After the first factor: a session, or that a second factor is awaited. No row for an account nobody may sign in to.
      CREATE FUNCTION begin_sign_in(of_account uuid, of_hash bytea, on_device text, by_way text, for_time interval,
        of_device bytea, of_ticket bytea, is_strong boolean)
      RETURNS TABLE (session uuid, expires_at timestamptz, recovery_at timestamptz, is_recovery_ready boolean)
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        IF NOT is_strong AND EXISTS (
          SELECT FROM credentials c JOIN accounts a ON a.id = c.account_id
          WHERE a.id = of_account AND a.state IN ('active', 'erasing') AND c.kind = 'totp' AND (c.data ->> 'isOn')::boolean
        ) THEN
          DELETE FROM pending_sign_ins p WHERE p.expires_at < now();
          RETURN QUERY WITH made AS (
            INSERT INTO pending_sign_ins AS p (ticket_hash, account_id, way, device, device_hash, lasts)
              VALUES (of_ticket, of_account, by_way, on_device, of_device, for_time) RETURNING p.expires_at
          ) SELECT NULL::uuid, m.expires_at, r.ready_at, r.ready_at <= now() FROM made m LEFT JOIN live_recoveries r ON r.account_id = of_account;
          RETURN;
        END IF;
        session := open_session(of_account, of_hash, on_device, by_way, for_time, of_device);
        IF session IS NOT NULL THEN RETURN NEXT; END IF;
      END $$;

      -- Whoever it belongs to, in whatever state: what is suspended is no new account.
      CREATE FUNCTION account_of_contact(of_kind text, of_index bytea) RETURNS uuid
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT account_id FROM contacts WHERE kind = of_kind AND value_index = of_index
      $$;

      -- A device that was signed out by its owner is a stranger again.
      CREATE FUNCTION forget_device_of(of_session uuid) RETURNS void
      LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        DELETE FROM known_devices k USING sessions s
          WHERE s.id = of_session AND s.account_id = app_account() AND k.token_hash = s.device_hash AND k.account_id = s.account_id
      $$;
      -- After a way in has changed hands: only this session goes on, only its device is known.
      CREATE FUNCTION end_other_sessions() RETURNS void
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        own sessions;
      BEGIN
        SELECT * INTO STRICT own FROM sessions s
          WHERE s.proof_hash = sha256(decode(nullif(current_setting('app.proof', true), ''), 'hex')) AND s.account_id = app_account();
        DELETE FROM known_devices WHERE account_id = own.account_id AND token_hash IS DISTINCT FROM own.device_hash;
        DELETE FROM pending_sign_ins WHERE account_id = own.account_id;
        DELETE FROM sessions WHERE account_id = own.account_id AND id <> own.id;
      END $$;

      -- Who knows the owner's device asks beside the strangers, who cannot use up its codes.
      CREATE FUNCTION begin_challenge(of_kind text, of_index bytea, of_code bytea, for_purpose text, of_device bytea)
      RETURNS TABLE (id uuid, expires_at timestamptz)
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        known bytea := (SELECT k.token_hash FROM known_devices k JOIN contacts c ON c.account_id = k.account_id
          WHERE k.token_hash = of_device AND c.kind = of_kind AND c.value_index = of_index);
      BEGIN
        IF (SELECT count(*) FROM challenges c WHERE c.value_index = of_index AND c.made_at > now() - interval '1 hour'
            AND c.device_hash IS NOT DISTINCT FROM known) >= 5 THEN
          RETURN;
        END IF;
        RETURN QUERY INSERT INTO challenges AS c (kind, value_index, code_hash, purpose, account_id, device_hash, expires_at)
          VALUES (of_kind, of_index, of_code, for_purpose, app_account(), known, now() + interval '10 minutes')
          RETURNING c.id, c.expires_at;
      END $$;

      REVOKE ALL ON FUNCTION is_known_device, begin_try, forget_tries, open_session, begin_sign_in, forget_device_of,
        end_other_sessions, begin_challenge, account_of_contact FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION begin_try, forget_tries, begin_sign_in, forget_device_of, end_other_sessions, begin_challenge,
        account_of_contact TO zlm_app;
    `);
  },
};
