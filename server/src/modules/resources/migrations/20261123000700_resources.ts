import type { Migration } from '../../../db/migrate.ts';
import { changeTriggers, recordColumns, termTriggers } from '../../../db/record.ts';

/** Online and non-academic: no coordinates, ever. */
export const resources: Migration = {
  name: '20261123000700_resources',
  up: async (client) => {
    await client.query(`
      CREATE TABLE resources (
        id bigint PRIMARY KEY DEFAULT nextval('thing_id'),
        title text NOT NULL CHECK (char_length(title) BETWEEN 1 AND 200),
        description text NOT NULL DEFAULT '',
        institution_id bigint REFERENCES institutions,
        medium text NOT NULL,
        url text NOT NULL CHECK (url ~ '^https?://'),
        duration_minutes integer CHECK (duration_minutes > 0),
        topics text[] NOT NULL CHECK (cardinality(topics) BETWEEN 1 AND 5),
        audiences text[] NOT NULL DEFAULT '{}',
        price_min numeric(10, 2) CHECK (price_min >= 0),
        price_max numeric(10, 2) CHECK (price_max >= price_min),
        published_on date,
        ${recordColumns}
      );
      CREATE INDEX resources_institution ON resources (institution_id);
      ${termTriggers('resources', 'medium', 'medium')}
      ${termTriggers('resources', 'topics', 'topic')}
      ${termTriggers('resources', 'audiences', 'audience')}
      ${changeTriggers('resources', 'resource')}
      CREATE VIEW public_resources AS SELECT * FROM resources WHERE state = 'published';
      GRANT SELECT ON public_resources TO zlm_app;
    `);
  },
};
