import { ORGANISER } from '../contract/kinds.ts';
import type { FeatureSource, Organiser, OrganiserTree, RowReader } from './feature.ts';

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
  /** Of its seat, in WGS 84 degrees; null where that is not known. */
  lng: number | null;
  lat: number | null;
}

export interface Reference {
  terms: Term[];
  divisions: Division[];
  institutions: Organiser[];
}

/** Vocabularies, divisions and the institution tree of a day. */
export async function loadReference(
  reader: RowReader,
  day: number,
  features: readonly FeatureSource[],
): Promise<Reference> {
  return {
    terms: await loadTerms(reader),
    divisions: await loadDivisions(reader),
    institutions: await treeOf(features).load(reader, day),
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
  const rows = await reader.rows<[string, string | null, string, string, string, number | null, number | null]>(
    `SELECT code, parent, level, name, name_en, ST_X(seat), ST_Y(seat) FROM divisions ORDER BY code`,
  );
  return rows.map(([code, parent, level, name, nameEn, lng, lat]) => ({ code, parent, level, name, nameEn, lng, lat }));
}

/** Throws where no kind gives one. */
export function treeOf(features: readonly FeatureSource[]): OrganiserTree {
  const tree = features.find(({ kind }) => kind === ORGANISER)?.tree;
  if (!tree) throw new Error(`the features of ${ORGANISER} give no tree`);
  return tree;
}
