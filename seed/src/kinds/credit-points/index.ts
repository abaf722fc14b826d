import type { DemoRules, SeedKind } from '../kind.ts';
import { columns } from './columns.ts';
import { createCreditPoints, type CreditPoint } from './demo/credit-points.ts';
import { linkParents } from './parents.ts';
import { readCreditPoint } from './read.ts';
import { creditPointRow } from './rows.ts';

const demo: DemoRules<CreditPoint> = {
  create({ world, institutions, scale }) {
    const things = createCreditPoints(world, institutions, scale);
    return { count: things.length, numbered: 0, things };
  },
  row: creditPointRow,
  parts: [],
};

export const creditPoints: SeedKind<'credit-points'> = {
  name: 'credit-points',
  kind: 'credit_point',
  table: 'credit_points',
  partTables: [],
  imports: {
    columns,
    read: readCreditPoint,
    owned: `name description tier institution_id place_id services phone`.split(/\s+/),
    synonyms: {
      credit_tier: { province: ['省级'], city: ['市级', '分中心'], county: ['县级'], college_branch: ['高校分部'] },
    },
    linkParents,
  },
  demo,
};
