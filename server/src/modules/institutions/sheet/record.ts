import { sql } from 'kysely';
import type { RecordSource } from '../../../db/thing.ts';
import { columns } from './columns.ts';

/** Facts of accessibility stand in the one column that lists them. */
const NO_LISTS = { accessibility: [], profession: [], degree: [] };

/** As its column says them. */
const LEVELS: Readonly<Record<string, string>> = {
  ...{ province: '省级', city: '市级', county: '县级', township: '乡镇级', village: '村级', none: '无' },
};

export const institutionRecord: RecordSource = {
  columns: columns(NO_LISTS),
  from: sql`h JOIN public_institutions t ON t.id = h.id AND t.place_id IS NOT DISTINCT FROM h.place`,
  cells: {
    name: sql`t.name`,
    aliases: sql`to_json(t.aliases)`,
    type: sql`t.type`,
    level: sql`t.level`,
    parent: sql`(SELECT i.source_id FROM public_institution_parents p JOIN public_institutions i ON i.id = p.parent_id
      WHERE p.institution_id = t.id AND p.during @> (now() AT TIME ZONE 'Asia/Shanghai')::date LIMIT 1)`,
    division: sql`t.division`,
    phone: sql`t.phone`,
    website: sql`t.website`,
    topics: sql`to_json(t.topics)`,
    audiences: sql`to_json(t.audiences)`,
    opened_on: sql`t.opened_on`,
    closed_on: sql`t.closed_on`,
    description: sql`t.description`,
  },
  vocabularies: { type: 'institution_type', topics: 'topic', audiences: 'audience' },
  tell: (cells, lang) => (lang === 'en' ? cells : { ...cells, level: LEVELS[String(cells['level'])] ?? null }),
};
