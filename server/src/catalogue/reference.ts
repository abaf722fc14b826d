import type { RowReader } from './feature.ts';
import { fromDayNumber } from '../formats/shanghai-time.ts';

export interface Term {
  vocabulary: string;
  code: string;
  parent: string | null;
  zh: string;
  en: string;
  /** Separated by slashes: one may be several words. */
  synonyms: string;
  replacedBy: string | null;
}
export interface Division {
  code: string;
  parent: string | null;
  level: string;
  name: string;
  nameEn: string;
}
export interface Institution {
  id: number;
  name: string;
  /** As of the day asked for. */
  parent: number | null;
}

export interface Reference {
  terms: Term[];
  divisions: Division[];
  institutions: Institution[];
}

/** Vocabularies, divisions and the institution tree of a day. */
export async function loadReference(reader: RowReader, day: number): Promise<Reference> {
  return {
    terms: await loadTerms(reader),
    divisions: await loadDivisions(reader),
    institutions: await loadInstitutions(reader, day),
  };
}

async function loadTerms(reader: RowReader): Promise<Term[]> {
  const rows = await reader.rows<[string, string, string | null, string, string, string, string | null]>(
    `SELECT vocabulary, code, parent, zh, en, array_to_string(synonyms, '/'), replaced_by FROM terms
     ORDER BY vocabulary, position, code`,
  );
  return rows.map(([vocabulary, code, parent, zh, en, synonyms, replacedBy]) => ({
    vocabulary,
    code,
    parent,
    zh,
    en,
    synonyms,
    replacedBy,
  }));
}

async function loadDivisions(reader: RowReader): Promise<Division[]> {
  const rows = await reader.rows<[string, string | null, string, string, string]>(
    `SELECT code, parent, level, name, name_en FROM divisions ORDER BY code`,
  );
  return rows.map(([code, parent, level, name, nameEn]) => ({ code, parent, level, name, nameEn }));
}

/** All public institutions, or those of some ids, with the parent they have on a day. */
export async function loadInstitutions(
  reader: RowReader,
  day: number,
  ids?: readonly number[],
): Promise<Institution[]> {
  const rows = await reader.rows<[number, string, number | null]>(
    `SELECT DISTINCT ON (i.id) i.id, i.name, p.parent_id
     FROM public_institutions i
       LEFT JOIN public_institution_parents p ON p.institution_id = i.id AND p.during @> $1::date
     ${ids ? 'WHERE i.id = ANY($2)' : ''} ORDER BY i.id`,
    ids ? [fromDayNumber(day), ids] : [fromDayNumber(day)],
  );
  return rows.map(([id, name, parent]) => ({ id, name, parent }));
}

/** Public institutions below those of `ids` on a day. */
export async function listChildren(reader: RowReader, day: number, ids: readonly number[]): Promise<number[]> {
  const rows = await reader.rows<[number]>(
    `SELECT institution_id FROM public_institution_parents WHERE parent_id = ANY($2) AND during @> $1::date`,
    [fromDayNumber(day), ids],
  );
  return rows.map(([id]) => id);
}
