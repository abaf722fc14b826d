import { createSheet } from '@zlm/server/modules/resources/sheet';
import type { DemoRules, SeedKind } from '../kind.ts';
import { createResources, type Resource } from './demo/resources.ts';
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

export const resources: SeedKind<'resources'> = { ...createSheet(), demo };
