import type { Migration } from '../../../db/migrate.ts';
import { changeTriggers, recordColumns, termTriggers } from '../../../db/record.ts';

export const creditPoints: Migration = {
  name: '20261123000800_credit_points',
  up: async (client) => {
    await client.query(`
      CREATE TABLE credit_points (
        id bigint PRIMARY KEY DEFAULT nextval('thing_id'),
        name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
        description text NOT NULL DEFAULT '',
        tier text NOT NULL,
        parent_id bigint REFERENCES credit_points,
        institution_id bigint REFERENCES institutions,
        place_id bigint REFERENCES places,
        services text[] NOT NULL DEFAULT '{}',
        phone text,
        CHECK (parent_id <> id),
        ${recordColumns}
      );
      CREATE INDEX credit_points_place ON credit_points (place_id);
      CREATE INDEX credit_points_institution ON credit_points (institution_id);
      ${termTriggers('credit_points', 'tier', 'credit_tier')}
      ${changeTriggers('credit_points', 'credit_point')}
      CREATE VIEW public_credit_points AS SELECT * FROM credit_points WHERE state = 'published';
      GRANT SELECT ON public_credit_points TO zlm_app;
    `);
  },
};
