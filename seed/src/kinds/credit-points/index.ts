import { createSheet } from '@zlm/server/modules/credit-points/sheet';
import type { DemoRules, SeedKind } from '../kind.ts';
import { createCreditPoints, type CreditPoint } from './demo/credit-points.ts';
import { creditPointRow } from './rows.ts';

const demo: DemoRules<CreditPoint> = {
  create({ world, institutions, scale }) {
    const things = createCreditPoints(world, institutions, scale);
    return { count: things.length, numbered: 0, things };
  },
  row: creditPointRow,
  parts: [],
};

export const creditPoints: SeedKind<'credit-points'> = { ...createSheet(), demo };
