import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { Report } from '../progress.ts';
import { loadDivisions, loadVocabularies } from '../sources/reference-files.ts';
import type { DivisionRecord, Vocabularies } from '../sources/reference-files.ts';
import { findRun, recordRun } from './runs.ts';

const RUN = 'reference';
/** Where the numbers of residents are from; see data/SOURCES.md. */
const CENSUS = { source: 'census-2020-approximate', on: '2020-11-01' };

/** Brings divisions and terms up to date; quick when nothing changed since the last time. */
export async function loadReference(client: pg.ClientBase, report: Report): Promise<void> {
  const divisions = loadDivisions();
  const terms = listTerms(loadVocabularies());
  const hash = createHash('sha256')
    .update(JSON.stringify([divisions, terms]))
    .digest('hex');
  const known = await findRun(client, RUN);
  if (known?.['hash'] !== hash) {
    await client.query('BEGIN');
    try {
      await upsertDivisions(client, divisions);
      await upsertTerms(client, terms);
      await recordRun(client, RUN, { hash });
      await client.query('COMMIT');
    } catch (cause) {
      await client.query('ROLLBACK').catch(() => undefined);
      throw cause;
    }
  }
  report('divisions', divisions.length, divisions.length);
  report('terms', terms.length, terms.length);
}

// A centroid that an operator loaded stays.
async function upsertDivisions(client: pg.ClientBase, divisions: DivisionRecord[]): Promise<void> {
  await client.query(
    `INSERT INTO divisions (code, parent, level, name, name_en, seat, seat_source, population,
       population_source, population_on, villages)
     SELECT code, parent, level, name, "nameEn", ST_SetSRID(ST_MakePoint(lng, lat), 4326),
       CASE WHEN lng IS NOT NULL THEN 'seat' END, population,
       CASE WHEN population IS NOT NULL THEN $2 END, CASE WHEN population IS NOT NULL THEN $3::date END, villages
     FROM jsonb_to_recordset($1::jsonb) AS d (code text, parent text, level text, name text, "nameEn" text,
       lng float8, lat float8, population integer, villages integer)
     ON CONFLICT (code) DO UPDATE SET
       parent = excluded.parent, level = excluded.level, name = excluded.name, name_en = excluded.name_en,
       seat = CASE WHEN divisions.seat_source = 'centroid' THEN divisions.seat ELSE excluded.seat END,
       seat_source = CASE WHEN divisions.seat_source = 'centroid' THEN 'centroid' ELSE excluded.seat_source END,
       population = excluded.population, population_source = excluded.population_source,
       population_on = excluded.population_on, villages = excluded.villages`,
    [JSON.stringify(divisions), CENSUS.source, CENSUS.on],
  );
}

async function upsertTerms(client: pg.ClientBase, terms: TermRow[]): Promise<void> {
  await client.query(
    `INSERT INTO terms (vocabulary, code, parent, zh, en, synonyms, position)
     SELECT vocabulary, code, parent, zh, en, ARRAY(SELECT jsonb_array_elements_text(synonyms)), position
     FROM jsonb_to_recordset($1::jsonb) AS t (vocabulary text, code text, parent text, zh text, en text,
       synonyms jsonb, position integer)
     ON CONFLICT (vocabulary, code) DO UPDATE SET
       parent = excluded.parent, zh = excluded.zh, en = excluded.en, synonyms = excluded.synonyms,
       position = excluded.position`,
    [JSON.stringify(terms)],
  );
}

interface TermRow {
  vocabulary: string;
  code: string;
  parent: string | null;
  zh: string;
  en: string;
  synonyms: string[];
  position: number;
}

/** Professions have a table of their own. */
function listTerms(vocabularies: Vocabularies): TermRow[] {
  return Object.entries(vocabularies).flatMap(([vocabulary, terms]) =>
    vocabulary === 'profession'
      ? []
      : terms.map(({ code, parent = null, zh, en, synonyms }, at) => ({
          vocabulary,
          code,
          parent,
          zh,
          en,
          synonyms: synonyms ? [...synonyms.zh, ...synonyms.en] : [],
          position: at + 1,
        })),
  );
}
