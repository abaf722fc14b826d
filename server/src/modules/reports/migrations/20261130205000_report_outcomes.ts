import type { Migration } from '../../../db/migrate.ts';

/** What came of a report, and how many wait about one thing. */
export const reportOutcomes: Migration = {
  name: '20261130205000_report_outcomes',
  up: async (client) => {
    await client.query(`
      ALTER TABLE reports ADD COLUMN outcome text CHECK (outcome IN ('mended', 'not_a_mistake', 'spam')),
        ADD CHECK (outcome IS NULL OR closed_at IS NOT NULL);
      CREATE INDEX reports_open_thing ON reports (thing_id) WHERE closed_at IS NULL;
    `);
  },
};
