import type { Migration } from '../../../db/migrate.ts';

/** What residents are told where all of it is cancelled, postponed or online; of one session its own note says it. */
export const activitiesStatusNote: Migration = {
  name: '20261201130000_activities_status_note',
  up: async (client) => {
    await client.query(`
      ALTER TABLE activities ADD COLUMN status_note text CHECK (char_length(status_note) BETWEEN 1 AND 200);
      CREATE OR REPLACE VIEW public_activities AS
        SELECT a.* FROM activities a JOIN institutions i ON i.id = a.institution_id AND i.state = 'published'
        WHERE a.state = 'published';
    `);
  },
};
