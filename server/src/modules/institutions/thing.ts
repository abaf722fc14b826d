import { sql } from 'kysely';
import { KIND_TRAITS } from '../../contract/kinds.ts';
import type { Thing } from '../../module.ts';
import { institutionFeatures } from './features.ts';
import { toPage } from './page.ts';
import { getInstitution } from './service.ts';
import { institutionRecord } from './sheet/record.ts';

const { names } = KIND_TRAITS.institution;

export const institutionThing: Thing = {
  kind: 'institution',
  table: 'institutions',
  view: 'public_institutions',
  title: 'name',
  organiser: null,
  card: () => ({
    from: sql`h JOIN public_institutions t ON t.id = h.id AND t.place_id IS NOT DISTINCT FROM h.place`,
    columns: { topics: sql`t.topics`, audiences: sql`t.audiences`, last_day: sql`t.closed_on`, type: sql`t.type` },
  }),
  phone: (id) => sql`(SELECT i.phone FROM public_institutions i WHERE i.id = ${id} LIMIT 1)`,
  told: ['SELECT institution_id, institution_id, place_id FROM institution_places'],
  changePlaces: [`SELECT 'institution', institution_id, place_id FROM institution_places`],
  record: institutionRecord,
  features: institutionFeatures,
  page: async (parts, id, context) => toPage(await getInstitution(parts, id, context.now), context),
  words: { mean: 'kind', words: ['培训机构', '学习机构', '教育机构', names.en.many], weak: true },
};
