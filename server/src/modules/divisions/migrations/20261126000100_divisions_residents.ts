import type { Migration } from '../../../db/migrate.ts';

/** A number of residents says where it is from and of which day. */
export const divisionsResidents: Migration = {
  name: '20261126000100_divisions_residents',
  up: async (client) => {
    await client.query(`
      ALTER TABLE divisions ADD COLUMN population_source text, ADD COLUMN population_on date;
      UPDATE divisions SET population_source = 'census-2020-approximate', population_on = '2020-11-01'
        WHERE population IS NOT NULL;
      ALTER TABLE divisions ADD CHECK (population IS NULL OR (population_source IS NOT NULL AND population_on IS NOT NULL));
    `);
  },
};
