import { sql } from 'kysely';
import { KIND_TRAITS } from '../../contract/kinds.ts';
import type { Thing } from '../../module.ts';
import { creditPointFeatures } from './features.ts';
import { toPage } from './page.ts';
import { getCreditPoint } from './service.ts';
import { creditPointRecord } from './sheet/record.ts';

const { names } = KIND_TRAITS.credit_point;

export const creditPointThing: Thing = {
  kind: 'credit_point',
  table: 'credit_points',
  view: 'public_credit_points',
  title: 'name',
  organiser: 'institution_id',
  card: () => ({ columns: { institution_id: sql`t.institution_id`, type: sql`t.tier` } }),
  phone: (id) => sql`(SELECT c.phone FROM public_credit_points c WHERE c.id = ${id})`,
  record: creditPointRecord,
  features: creditPointFeatures,
  page: async ({ database }, id, context) => toPage(await getCreditPoint(database, id), context),
  words: { mean: 'kind', words: ['学分银行', names['zh-CN'].one, 'credit bank', names.en.many] },
};
