import type { Sheet } from '../../../intake/sheet/sheet.ts';
import { columns } from './columns.ts';
import { linkParents } from './parents.ts';
import { readCreditPoint } from './read.ts';
import { creditPointForm } from './to-body.ts';

export const createSheet = (): Sheet<'credit-points'> => ({
  name: 'credit-points',
  kind: 'credit_point',
  table: 'credit_points',
  partTables: [],
  columns,
  read: readCreditPoint,
  form: creditPointForm,
  owned: `name description tier institution_id place_id services phone`.split(/\s+/),
  synonyms: {
    credit_tier: { province: ['省级'], city: ['市级', '分中心'], county: ['县级'], college_branch: ['高校分部'] },
  },
  linkParents,
});
