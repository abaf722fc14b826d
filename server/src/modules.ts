import { dbCore } from './db/migrations/20261123000000_db_core.ts';
import type { Migration } from './db/migrate.ts';
import { activitiesSeries } from './modules/activities/migrations/20261123000500_activities_series.ts';
import { coursesOfferings } from './modules/courses/migrations/20261123000600_courses_offerings.ts';
import { creditPoints } from './modules/credit-points/migrations/20261123000800_credit_points.ts';
import { divisionsTree } from './modules/divisions/migrations/20261123000200_divisions_tree.ts';
import { institutionsTree } from './modules/institutions/migrations/20261123000400_institutions_tree.ts';
import { places } from './modules/places/migrations/20261123000300_places.ts';
import { resources } from './modules/resources/migrations/20261123000700_resources.ts';
import { vocabulariesTerms } from './modules/vocabularies/migrations/20261123000100_vocabularies_terms.ts';

export const migrations: readonly Migration[] = [
  dbCore,
  vocabulariesTerms,
  divisionsTree,
  places,
  institutionsTree,
  activitiesSeries,
  coursesOfferings,
  resources,
  creditPoints,
];
