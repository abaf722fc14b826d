import type { DemoRules, SeedKind } from '../kind.ts';
import { columns } from './columns.ts';
import { createResources, type Resource } from './demo/resources.ts';
import { readResource } from './read.ts';
import { resourceRow } from './rows.ts';

/** At the published scale. */
const FULL = 50_000;

const demo: DemoRules<Resource> = {
  create(base) {
    const count = base.count('resources', FULL);
    return { count, numbered: 0, things: createResources(base, count) };
  },
  row: resourceRow,
  parts: [],
};

export const resources: SeedKind<'resources'> = {
  name: 'resources',
  kind: 'resource',
  table: 'resources',
  partTables: [],
  imports: {
    columns,
    read: readResource,
    owned: `title description institution_id medium url duration_minutes topics audiences price_min price_max
      published_on`.split(/\s+/),
  },
  demo,
};
