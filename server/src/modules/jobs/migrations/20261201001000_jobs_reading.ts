import type { Migration } from '../../../db/migrate.ts';

/** Who may see work in the background, and let it be tried again. */
export const jobsReading: Migration = {
  name: '20261201001000_jobs_reading',
  up: async (client) => {
    await client.query(`
      CREATE INDEX jobs_of_state ON jobs (state, id DESC);

      CREATE FUNCTION seen_jobs(of_id bigint, of_state text, before_id bigint, most integer)
      RETURNS TABLE (id bigint, kind text, payload jsonb, state text, attempts integer, run_at timestamptz,
        made_at timestamptz, ended_at timestamptz, last_error text)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT j.id, j.kind, j.payload, j.state, j.attempts, j.run_at, j.made_at, j.ended_at, j.last_error FROM jobs j
        WHERE (SELECT app_may('jobs.read', NULL)) AND (of_id IS NULL OR j.id = of_id)
          AND (of_state IS NULL OR j.state = of_state) AND (before_id IS NULL OR j.id < before_id)
        ORDER BY j.id DESC LIMIT most
      $$;
      CREATE FUNCTION seen_job_counts() RETURNS TABLE (waiting bigint, running bigint, done bigint, dead bigint)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT count(*) FILTER (WHERE state = 'waiting'), count(*) FILTER (WHERE state = 'running'),
          count(*) FILTER (WHERE state = 'done'), count(*) FILTER (WHERE state = 'dead')
        FROM jobs WHERE (SELECT app_may('jobs.read', NULL))
      $$;
      -- The work of the server itself, so who may do it is asked here.
      CREATE FUNCTION retry_job(of_id bigint) RETURNS text
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        asked jobs;
      BEGIN
        IF NOT app_may('jobs.change', NULL) THEN RETURN 'none'; END IF;
        SELECT * INTO asked FROM jobs WHERE id = of_id AND state IN ('waiting', 'dead') FOR UPDATE;
        IF NOT FOUND THEN RETURN 'none'; END IF;
        IF EXISTS (SELECT FROM jobs j WHERE j.kind = asked.kind AND j.dedupe = asked.dedupe AND j.id <> asked.id
            AND j.state IN ('waiting', 'running')) THEN
          RETURN 'twin';
        END IF;
        UPDATE jobs SET state = 'waiting', attempts = 0, run_at = job_time(), ended_at = NULL WHERE id = of_id;
        PERFORM pg_notify('zlm_changes', '');
        RETURN 'now';
      END $$;
      REVOKE ALL ON FUNCTION seen_jobs, seen_job_counts, retry_job FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION seen_jobs, seen_job_counts, retry_job TO zlm_app;
    `);
  },
};
