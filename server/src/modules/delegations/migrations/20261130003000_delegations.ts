import type { Migration } from '../../../db/migrate.ts';

/** Who may act for whom, as what both agreed to. Written by functions alone: each asks whose session it is. */
export const delegations: Migration = {
  name: '20261130003000_delegations',
  up: async (client) => {
    await client.query(`
      CREATE TABLE delegations (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        kind text NOT NULL CHECK (kind IN ('invited', 'dependent', 'guardian')),
        principal uuid NOT NULL REFERENCES persons,
        delegate uuid NOT NULL REFERENCES accounts,
        actions text[] NOT NULL CHECK (cardinality(actions) BETWEEN 1 AND 20),
        purpose text NOT NULL CHECK (purpose IN ('delegation', 'guardian')),
        consent_version text NOT NULL,
        -- whose code agreed to it, where the principal has no account
        consent_index bytea,
        -- what each is called by the other, sealed by the key of the principal
        principal_name bytea,
        delegate_name bytea,
        valid tstzrange NOT NULL CHECK (NOT isempty(valid) AND upper(valid) IS NOT NULL),
        made_by uuid NOT NULL REFERENCES accounts,
        made_at timestamptz NOT NULL DEFAULT now(),
        ended_at timestamptz
      );
      CREATE INDEX delegations_principal ON delegations (principal);
      CREATE INDEX delegations_delegate ON delegations (delegate);
      CREATE INDEX delegations_consent ON delegations (consent_index) WHERE consent_index IS NOT NULL;
      CREATE INDEX sessions_on_behalf_of ON sessions (on_behalf_of) WHERE on_behalf_of IS NOT NULL;

      -- A code that the principal shows who is to act for them.
      CREATE TABLE delegation_invitations (
        code_hash bytea PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
        actions text[] NOT NULL,
        days integer NOT NULL CHECK (days BETWEEN 1 AND 366),
        is_guardian boolean NOT NULL,
        consent_version text NOT NULL,
        principal_name bytea NOT NULL,
        expires_at timestamptz NOT NULL DEFAULT now() + interval '15 minutes'
      );
      CREATE INDEX delegation_invitations_account ON delegation_invitations (account_id);

      CREATE VIEW live_delegations AS
        SELECT d.* FROM delegations d LEFT JOIN accounts a ON a.person_id = d.principal
        WHERE d.ended_at IS NULL AND d.valid @> now() AND (a.id IS NULL OR a.state = 'active');

      ALTER TABLE delegations ENABLE ROW LEVEL SECURITY;
      ALTER TABLE delegation_invitations ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON delegations FOR SELECT TO zlm_app
        USING (principal = (SELECT app_person()) OR delegate = (SELECT app_account()));
      REVOKE ALL ON delegations, delegation_invitations, live_delegations FROM PUBLIC, zlm_app;
      GRANT SELECT ON delegations TO zlm_app;
      ALTER TABLE challenges DROP CONSTRAINT challenges_purpose_check,
        ADD CONSTRAINT challenges_purpose_check CHECK (purpose IN ('sign_in', 'add', 'step_up', 'merge', 'consent'));

      CREATE FUNCTION app_session() RETURNS sessions LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT s.* FROM sessions s WHERE s.account_id = app_account()
          AND s.proof_hash = sha256(decode(nullif(current_setting('app.proof', true), ''), 'hex'))
      $$;
      -- Whom the session acts for: nobody from the moment on that the delegation has ended.
      CREATE FUNCTION app_on_behalf() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT d.principal FROM app_session() s JOIN live_delegations d ON d.principal = s.on_behalf_of AND d.delegate = s.account_id LIMIT 1
      $$;
      -- The person this transaction may do it for: whom the request acts for, who must have agreed to this, else oneself.
      CREATE FUNCTION app_person_for(wanted text) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT CASE WHEN coalesce(current_setting('app.on_behalf_of', true), '') = '' THEN app_person() ELSE (
          SELECT d.principal FROM app_session() s JOIN live_delegations d ON d.principal = s.on_behalf_of AND d.delegate = s.account_id
          WHERE d.principal::text = current_setting('app.on_behalf_of', true) AND wanted = ANY (d.actions) LIMIT 1
        ) END
      $$;

      -- Roles are not acted with for somebody else.
      DO $$
      DECLARE
        name regprocedure;
        body text;
      BEGIN
        body := pg_get_functiondef('actions_of(uuid)'::regprocedure);
        IF position('g.account_id = of_account' IN body) = 0 THEN RAISE 'what actions_of asks is not known'; END IF;
        EXECUTE replace(body, 'g.account_id = of_account',
          'g.account_id = of_account AND (app_on_behalf() IS NULL OR of_account IS DISTINCT FROM app_account())');
        FOREACH name IN ARRAY ARRAY['app_may(text, bigint, text[])', 'app_scope(text)']::regprocedure[] LOOP
          body := replace(pg_get_functiondef(name), 'g.account_id = app_account()', 'g.account_id = app_account() AND app_on_behalf() IS NULL');
          IF body = pg_get_functiondef(name) THEN RAISE 'what % asks is not known', name; END IF;
          EXECUTE body;
        END LOOP;
      END $$;

      DROP FUNCTION find_session;
      CREATE FUNCTION find_session(of_proof text)
      RETURNS TABLE (id uuid, account uuid, person uuid, on_behalf_of uuid, stepped_up_at timestamptz, actions text[], needs_guardian boolean)
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        RETURN QUERY SELECT s.id, a.id, a.person_id, d.principal, s.stepped_up_at,
            CASE WHEN d.principal IS NULL THEN actions_of(a.id) ELSE '{}' END,
            p.minor_until IS NOT NULL AND app_today() < p.minor_until - interval '4 years' AND NOT EXISTS (
              SELECT FROM delegations g WHERE g.principal = p.id AND g.kind = 'guardian' AND g.ended_at IS NULL AND g.valid @> now())
          FROM sessions s JOIN accounts a ON a.id = s.account_id JOIN persons p ON p.id = a.person_id
          LEFT JOIN LATERAL (SELECT l.principal FROM live_delegations l
            WHERE l.principal = s.on_behalf_of AND l.delegate = s.account_id LIMIT 1) d ON true
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

      -- An entry says truly for whom it was done.
      CREATE FUNCTION keep_on_behalf_true() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        claimed text := NEW.payload::jsonb ->> 'onBehalfOf';
      BEGIN
        IF claimed IS NOT NULL AND claimed IS DISTINCT FROM 'person:' || app_on_behalf() THEN
          RAISE insufficient_privilege USING MESSAGE = 'an entry names for whom somebody acts';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER audit_on_behalf BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION keep_on_behalf_true();

      CREATE FUNCTION invite_delegate(of_hash bytea, for_actions text[], for_days integer, as_guardian boolean, of_version text, called bytea)
      RETURNS timestamptz LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        until timestamptz;
      BEGIN
        IF app_account() IS NULL OR app_on_behalf() IS NOT NULL THEN RAISE insufficient_privilege; END IF;
        DELETE FROM delegation_invitations WHERE account_id = app_account();
        INSERT INTO delegation_invitations (code_hash, account_id, actions, days, is_guardian, consent_version, principal_name)
          VALUES (of_hash, app_account(), for_actions, for_days, as_guardian, of_version, called) RETURNING expires_at INTO until;
        RETURN until;
      END $$;
      -- For who was told the code; nobody invites themselves.
      CREATE FUNCTION read_invitation(of_hash bytea)
      RETURNS TABLE (principal uuid, data_key bytea, principal_name bytea, actions text[], days integer, is_guardian boolean)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT p.id, p.data_key, i.principal_name, i.actions, i.days, i.is_guardian
        FROM delegation_invitations i JOIN accounts a ON a.id = i.account_id JOIN persons p ON p.id = a.person_id
        WHERE i.code_hash = of_hash AND i.expires_at > now() AND a.state = 'active'
          AND app_account() IS NOT NULL AND i.account_id <> app_account() AND app_on_behalf() IS NULL
      $$;
      -- The delegation; null where the code is none, or a guardian is asked for who is none.
      CREATE FUNCTION accept_invitation(of_hash bytea, called bytea, guardian_version text) RETURNS uuid
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        invited record;
        minor date;
        made uuid;
      BEGIN
        -- Held against a merge of the account that invites.
        SELECT i.*, r.principal INTO invited FROM read_invitation(of_hash) r JOIN delegation_invitations i ON i.code_hash = of_hash
          JOIN accounts a ON a.id = i.account_id AND a.state = 'active' FOR UPDATE OF i FOR SHARE OF a;
        IF NOT FOUND THEN RETURN NULL; END IF;
        IF invited.is_guardian THEN
          SELECT p.minor_until INTO minor FROM persons p WHERE p.id = invited.principal;
          IF minor IS NULL OR minor <= app_today() OR guardian_version IS NULL OR NOT app_is_grown_up() THEN RETURN NULL; END IF;
          UPDATE persons SET guardian = app_person() WHERE id = invited.principal;
        END IF;
        DELETE FROM delegation_invitations WHERE code_hash = of_hash;
        INSERT INTO delegations (kind, principal, delegate, actions, purpose, consent_version, principal_name, delegate_name, valid, made_by)
          VALUES (CASE WHEN invited.is_guardian THEN 'guardian' ELSE 'invited' END, invited.principal, app_account(), invited.actions,
            CASE WHEN invited.is_guardian THEN 'guardian' ELSE 'delegation' END, coalesce(guardian_version, invited.consent_version),
            invited.principal_name, called,
            tstzrange(now(), least(now() + make_interval(days => invited.days), minor::timestamptz)), invited.account_id)
          RETURNING id INTO made;
        RETURN made;
      END $$;
      CREATE FUNCTION app_is_grown_up() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT minor_until IS NULL OR minor_until <= app_today() FROM persons WHERE id = app_person()
      $$;

      -- Somebody without an account: a minor of whom the guardian says so, or who agreed by a code to their phone.
      CREATE FUNCTION add_dependent(of_person uuid, of_key bytea, for_actions text[], for_days integer, of_version text,
        of_index bytea, minor date, called bytea, calls_itself bytea)
      RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        made uuid;
      BEGIN
        IF app_account() IS NULL OR app_on_behalf() IS NOT NULL OR NOT app_is_grown_up() THEN RAISE insufficient_privilege; END IF;
        INSERT INTO persons (id, data_key, minor_until, guardian)
          VALUES (of_person, of_key, minor, CASE WHEN minor IS NOT NULL THEN app_person() END);
        INSERT INTO delegations (kind, principal, delegate, actions, purpose, consent_version, consent_index, principal_name, delegate_name, valid, made_by)
          VALUES (CASE WHEN minor IS NULL THEN 'dependent' ELSE 'guardian' END, of_person, app_account(), for_actions,
            CASE WHEN minor IS NULL THEN 'delegation' ELSE 'guardian' END, of_version, of_index, called, calls_itself,
            tstzrange(now(), coalesce(minor::timestamptz, now() + make_interval(days => for_days))), app_account())
          RETURNING id INTO made;
        RETURN made;
      END $$;

      CREATE FUNCTION list_delegations()
      RETURNS TABLE (id uuid, kind text, principal uuid, data_key bytea, principal_name bytea, delegate_name bytea, is_mine boolean,
        actions text[], since timestamptz, until timestamptz, ended_at timestamptz, is_live boolean, is_acting boolean)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT d.id, d.kind, d.principal, p.data_key, d.principal_name, d.delegate_name, d.principal = app_person(), d.actions,
          lower(d.valid), upper(d.valid), d.ended_at, EXISTS (SELECT FROM live_delegations l WHERE l.id = d.id),
          d.delegate = app_account() AND d.principal = app_on_behalf() AND EXISTS (SELECT FROM live_delegations l WHERE l.id = d.id)
        FROM delegations d JOIN persons p ON p.id = d.principal
        WHERE (d.principal = app_person() OR d.delegate = app_account())
          AND least(coalesce(d.ended_at, upper(d.valid)), upper(d.valid)) > now() - interval '1 year'
        ORDER BY d.made_at DESC, d.id
      $$;
      -- By either of the two, at once; the sessions that acted by it act for nobody.
      CREATE FUNCTION end_delegation(of_id uuid) RETURNS boolean
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        UPDATE delegations d SET ended_at = now() WHERE d.id = of_id AND d.ended_at IS NULL
          AND (d.principal = app_person() OR d.delegate = app_account());
        RETURN FOUND;
      END $$;
      -- By the code to the phone that agreed: how many; null for a wrong code, which counts as a try.
      CREATE FUNCTION end_delegations_by_code(of_challenge uuid, with_code bytea, of_index bytea) RETURNS integer
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        ended integer;
      BEGIN
        IF (SELECT a.value_index FROM answer_challenge(of_challenge, with_code, 'sign_in') a) IS DISTINCT FROM of_index THEN RETURN NULL; END IF;
        UPDATE delegations d SET ended_at = now() WHERE d.consent_index = of_index AND d.ended_at IS NULL;
        GET DIAGNOSTICS ended = ROW_COUNT;
        RETURN ended;
      END $$;
      -- Null: for oneself again. False where it is not live, or not theirs to act by.
      CREATE FUNCTION act_for(of_delegation uuid) RETURNS boolean
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        UPDATE sessions s SET on_behalf_of = (SELECT l.principal FROM live_delegations l WHERE l.id = of_delegation AND l.delegate = app_account())
          WHERE s.id = (SELECT o.id FROM app_session() o) AND (of_delegation IS NULL OR EXISTS (
            SELECT FROM live_delegations l WHERE l.id = of_delegation AND l.delegate = app_account()));
        RETURN FOUND;
      END $$;
      CREATE FUNCTION principal_key() RETURNS bytea LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT data_key FROM persons WHERE id = app_on_behalf()
      $$;
      CREATE FUNCTION rename_principal(called bytea) RETURNS boolean
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        UPDATE delegations d SET principal_name = called WHERE d.principal = app_person_for('details.change') AND d.delegate = app_account()
          AND d.principal = app_on_behalf() AND EXISTS (SELECT FROM live_delegations l WHERE l.id = d.id);
        RETURN FOUND;
      END $$;

      REVOKE ALL ON FUNCTION app_session, app_on_behalf, app_person_for, find_session, invite_delegate, read_invitation, accept_invitation,
        app_is_grown_up, add_dependent, list_delegations, end_delegation, end_delegations_by_code, act_for, principal_key, rename_principal FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION app_on_behalf, app_person_for, find_session, invite_delegate, read_invitation, accept_invitation,
        app_is_grown_up, add_dependent, list_delegations, end_delegation, end_delegations_by_code, act_for, principal_key, rename_principal
        TO zlm_app;
    `);
  },
};
