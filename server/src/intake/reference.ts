import type { ClientBase } from 'pg';
import type { Sheets, SheetVocabularies } from './sheet/sheet.ts';
import { COMMON_SYNONYMS } from './sheet/synonyms.ts';
import { indexDivisions, type Division } from './reading/division-names.ts';
import type { Reference } from './reading/reference.ts';
import { indexTerms, joinSynonyms, type Synonyms, type Term } from './reading/terms.ts';

/** Those of the database: professions are the ones that it holds. */
export async function loadSheetVocabularies(client: ClientBase): Promise<SheetVocabularies> {
  const { rows } = await client.query<Term>(
    `SELECT vocabulary, code, zh, en FROM terms
     WHERE replaced_by IS NULL AND vocabulary IN ('accessibility', 'degree') ORDER BY position`,
  );
  const profession = await client.query<SheetVocabularies['profession'][number]>(
    'SELECT code, name AS zh, name_en AS en, degree FROM professions ORDER BY code',
  );
  const of = (name: string) => rows.filter(({ vocabulary }) => vocabulary === name);
  return { accessibility: of('accessibility'), degree: of('degree'), profession: profession.rows };
}

/** Null where the database was never prepared. */
export async function loadReference(client: ClientBase, sheets: Sheets): Promise<Reference | null> {
  const { rows } = await client.query<{ there: boolean }>(
    'SELECT bool_and(to_regclass(name) IS NOT NULL) AS there FROM unnest($1::text[]) AS name',
    [['divisions', ...sheets.all.map(({ table }) => table)]],
  );
  if (!rows[0]!.there) return null;
  const divisions = await client.query<Division>(
    `SELECT code, parent, level, name, name_en AS "nameEn" FROM divisions WHERE replaced_by IS NULL ORDER BY code`,
  );
  const terms = await client.query<Term>(
    'SELECT vocabulary, code, zh, en, synonyms FROM terms WHERE replaced_by IS NULL ORDER BY vocabulary, position',
  );
  if (divisions.rows.length === 0 || terms.rows.length === 0) return null;
  return {
    divisions: indexDivisions(divisions.rows),
    terms: indexTerms([...terms.rows, ...ownTerms(terms.rows, sheets)], allSynonyms(sheets)),
  };
}

/** Of vocabularies that are no rows of `terms`. */
function ownTerms(terms: readonly Term[], sheets: Sheets): Term[] {
  const held = new Set(terms.map(({ vocabulary }) => vocabulary));
  return sheets.all.flatMap((sheet) => sheet.terms?.() ?? []).filter(({ vocabulary }) => !held.has(vocabulary));
}

export const allSynonyms = ({ all }: Pick<Sheets, 'all'>): Synonyms =>
  joinSynonyms([COMMON_SYNONYMS, ...all.flatMap(({ synonyms }) => (synonyms ? [synonyms] : []))]);
