import type {
  InstitutionParentsTable,
  InstitutionPlacesTable,
  InstitutionsTable,
} from '@zlm/server/modules/institutions/tables';
import { dayText } from '../../demo/calendar.ts';
import type { Institution } from '../../demo/institution.ts';
import { encodeList } from '../shared/encode.ts';
import type { Refs } from '../kind.ts';
import { record, type Row } from '../shared/rows.ts';

export function institutionRow(refs: Refs, institution: Institution) {
  const { name, aliases, type, level, division, description, phone, website, topics, audiences, opened } = institution;
  return {
    id: refs.own(institution),
    name,
    aliases: encodeList(aliases),
    type,
    level,
    division,
    description,
    phone,
    website,
    topics: encodeList(topics),
    audiences: encodeList(audiences),
    opened_on: dayText(opened),
    ...record(institution),
  } satisfies Row<InstitutionsTable>;
}

export function* parentRows(refs: Refs, institution: Institution) {
  const { parent, formerParent, opened, since } = institution;
  const row = (above: Institution, during: string) =>
    ({
      institution_id: refs.own(institution),
      parent_id: refs.own(above),
      during,
    }) satisfies Row<InstitutionParentsTable>;
  if (formerParent) yield row(formerParent, `[${dayText(opened)},${dayText(since)})`);
  if (parent) yield row(parent, `[${dayText(since)},)`);
}

export function* campusRows(refs: Refs, institution: Institution) {
  for (const [at, { place, label }] of institution.campuses.entries()) {
    yield {
      institution_id: refs.own(institution),
      place_id: refs.place(place),
      name: label,
      is_main: at === 0,
    } satisfies Row<InstitutionPlacesTable>;
  }
}
