import type { Migration } from '../../../db/migrate.ts';

/** Work that outlives a request; the application enqueues and finishes by functions and can read none. */
export const jobs: Migration = {
  name: '20261130001000_jobs',
  up: async (client) => {
    await client.query(`
      -- The one clock of all processes.
      CREATE FUNCTION job_time() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT now()';

      CREATE TABLE jobs (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        kind text NOT NULL CHECK (kind ~ '^[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)?$' AND length(kind) <= 60),
        -- ids, numbers and words of code, never what a person is or wrote
        payload jsonb NOT NULL DEFAULT '{}' CHECK (
          jsonb_typeof(payload) = 'object' AND length(payload::text) <= 2000 AND NOT jsonb_path_exists(payload,
            'strict $.* ? (@.type() == "object" || @.type() == "array"
              || (@.type() == "string" && !(@ like_regex "^[A-Za-z0-9_.:-]{1,100}$")))')),
        dedupe text CHECK (dedupe ~ '^[A-Za-z0-9_.:-]{1,100}$'),
        state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'dead')),
        run_at timestamptz NOT NULL,
        -- who runs it holds this number, until somebody else takes it over
        lease uuid,
        lease_until timestamptz,
        attempts integer NOT NULL DEFAULT 0,
        -- asked for once more while it runs: what it has read may be older
        again boolean NOT NULL DEFAULT false,
        last_error text CHECK (length(last_error) <= 200),
        made_at timestamptz NOT NULL DEFAULT now(),
        ended_at timestamptz,
        CHECK ((state = 'running') = (lease IS NOT NULL) AND (state = 'running') = (lease_until IS NOT NULL)),
        CHECK ((state IN ('done', 'dead')) = (ended_at IS NOT NULL))
      );
      CREATE UNIQUE INDEX jobs_live ON jobs (kind, dedupe) WHERE state IN ('waiting', 'running');
      CREATE INDEX jobs_due ON jobs ((coalesce(lease_until, run_at))) WHERE state IN ('waiting', 'running');
      CREATE INDEX jobs_open ON jobs (state, run_at) WHERE state <> 'done';
      CREATE INDEX jobs_done ON jobs (ended_at) WHERE state = 'done';
      ALTER TABLE jobs ENABLE ROW LEVEL SECURITY;
      REVOKE ALL ON jobs FROM zlm_app, PUBLIC;

      -- The last period of recurring work that was enqueued.
      CREATE TABLE job_periods (kind text PRIMARY KEY, began_at timestamptz NOT NULL);
      ALTER TABLE job_periods ENABLE ROW LEVEL SECURITY;
      REVOKE ALL ON job_periods FROM zlm_app, PUBLIC;

      -- The id of the job, that of the live one with the same key when there is one.
      CREATE FUNCTION enqueue_job(of_kind text, with_payload jsonb, key text, due timestamptz)
      RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        number bigint;
      BEGIN
        INSERT INTO jobs (kind, payload, dedupe, run_at)
          VALUES (of_kind, with_payload, key, coalesce(due, job_time()))
          ON CONFLICT (kind, dedupe) WHERE state IN ('waiting', 'running') DO UPDATE
            SET again = jobs.again OR jobs.state = 'running', run_at = least(jobs.run_at, excluded.run_at)
          RETURNING id INTO number;
        -- Heard as every commit is; who runs jobs looks for itself.
        PERFORM pg_notify('zlm_changes', '');
        RETURN number;
      END $$;
      REVOKE ALL ON FUNCTION enqueue_job FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION enqueue_job TO zlm_app;

      -- False where the lease is somebody else's by now. Who knows it may call this.
      CREATE FUNCTION finish_job(number bigint, held uuid)
      RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        becomes text;
      BEGIN
        UPDATE jobs SET state = CASE WHEN again THEN 'waiting' ELSE 'done' END, lease = NULL, lease_until = NULL,
            ended_at = CASE WHEN again THEN NULL ELSE job_time() END,
            run_at = CASE WHEN again THEN job_time() ELSE run_at END,
            attempts = CASE WHEN again THEN 0 ELSE attempts END, again = false, last_error = NULL
          WHERE id = number AND lease = held RETURNING state INTO becomes;
        IF becomes = 'waiting' THEN PERFORM pg_notify('zlm_changes', ''); END IF;
        RETURN becomes IS NOT NULL;
      END $$;
      REVOKE ALL ON FUNCTION finish_job FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION finish_job TO zlm_app;
    `);
  },
};
