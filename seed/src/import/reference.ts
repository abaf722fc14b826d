import type { ClientBase } from 'pg';
import { loadVocabularies } from '../sources/reference-files.ts';
import { indexDivisions, type DivisionIndex } from './division-names.ts';
import type { Division } from './division-names.ts';
import { indexTerms, type TermIndex } from './terms.ts';
import type { Term } from './terms.ts';

/** What rows refer to: the divisions and vocabularies of the database. */
export interface Reference {
  divisions: DivisionIndex;
  terms: TermIndex;
}

/** Null where the database was never prepared. */
export async function loadReference(client: ClientBase): Promise<Reference | null> {
  const { rows } = await client.query<{ there: boolean }>(
    `SELECT to_regclass('divisions') IS NOT NULL AND to_regclass('credit_points') IS NOT NULL AS there`,
  );
  if (!rows[0]!.there) return null;
  const divisions = await client.query<Division>(
    `SELECT code, parent, level, name, name_en AS "nameEn" FROM divisions WHERE replaced_by IS NULL ORDER BY code`,
  );
  const terms = await client.query<Term>(
    'SELECT vocabulary, code, zh, en, synonyms FROM terms WHERE replaced_by IS NULL ORDER BY vocabulary, position',
  );
  if (divisions.rows.length === 0 || terms.rows.length === 0) return null;
  return { divisions: indexDivisions(divisions.rows), terms: indexTerms([...terms.rows, ...professions(terms.rows)]) };
}

/** Professions have a table of their own: names repeat, so the degree belongs to the label. */
function professions(terms: Term[]): Term[] {
  if (terms.some(({ vocabulary }) => vocabulary === 'profession')) return [];
  const { profession, degree } = loadVocabularies();
  const degrees = new Map(degree.map(({ code, zh }) => [code, zh]));
  return profession.map(({ code, zh, en, degree: level = '' }) => ({
    vocabulary: 'profession',
    code,
    zh,
    en,
    synonyms: [`${zh}${degrees.get(level)}`, `${degrees.get(level)}${zh}`],
  }));
}
