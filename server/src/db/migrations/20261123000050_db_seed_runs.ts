import type { Migration } from '../migrate.ts';

export const dbSeedRuns: Migration = {
  name: '20261123000050_db_seed_runs',
  up: async (client) => {
    await client.query(`
      -- A load that did not finish is taken out and done again at the next start.
      CREATE TABLE seed_runs (
        name text PRIMARY KEY,
        parameters jsonb NOT NULL DEFAULT '{}',
        started_at timestamptz NOT NULL DEFAULT now(),
        finished_at timestamptz
      );
    `);
  },
};
