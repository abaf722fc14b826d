import type { z } from 'zod';
import type { Division } from '../../catalogue/reference.ts';
import type { LiveCatalogue } from '../../catalogue/live.ts';
import type { Lang } from '../../contract/lists.ts';
import { withReader, type Database } from '../../db/index.ts';
import { toCsv } from '../../formats/csv.ts';
import { toWallMinutes } from '../../formats/shanghai-time.ts';
import { countCoverage, isInside, type CountOf, type CoverageCounts } from './counts.ts';
import { readCatalogue } from '../search/filter.ts';
import { headOf } from './csv-head.ts';
import { listResidents, type Residents } from './queries.ts';
import type { getCoverage, Coverage } from './schema.ts';

export type CoverageQuery = z.output<typeof getCoverage.query>;
export interface CoverageParts {
  database: Database;
  live: LiveCatalogue;
}

/** Rows by division with residents; rows and what is without one add up to the search total. Throws Invalid. */
export async function findCoverage(
  { database, live }: CoverageParts,
  query: CoverageQuery,
  now: Date,
): Promise<Coverage> {
  const { level, lang: _lang, ...filters } = query;
  const catalogue = await readCatalogue(live, filters);
  const counts = countCoverage(catalogue, filters, toWallMinutes(now));
  const residents = new Map((await withReader(database, listResidents)).map((one) => [one.code, one]));
  const inside = (code: string) => isInside(code, filters, (one) => catalogue.divisionsAbove(one));
  const shown = catalogue.reference.divisions.filter((division) => division.level === level && inside(division.code));
  const known = [...residents.values()].find(({ source }) => source !== null);
  return {
    level,
    rows: shown.map((division) => toRow(division, residents.get(division.code), counts)),
    without: without(shown, counts),
    total: counts.total,
    population: known?.source && known.asOf ? { source: known.source, asOf: known.asOf } : null,
  };
}

function toRow(division: Division, residents: Residents | undefined, counts: CoverageCounts): Coverage['rows'][number] {
  const { code, name, nameEn, parent } = division;
  const count = counts.of(code);
  const population = residents?.population ?? null;
  return {
    division: code,
    name,
    nameEn,
    parent,
    population,
    count,
    per10k: population ? Math.round((count / population) * 1_000_000) / 100 : null,
    byTopic: byTopic(counts, (of) => of(code)),
  };
}

function without(shown: readonly Division[], counts: CoverageCounts): Coverage['without'] {
  const rest = (of: CountOf, total: number) => shown.reduce((left, { code }) => left - of(code), total);
  return { count: rest(counts.of, counts.total), byTopic: byTopic(counts, rest) };
}

function byTopic({ topics }: CoverageCounts, count: (of: CountOf, total: number) => number): Record<string, number> {
  return Object.fromEntries(topics.map(({ code, of, total }) => [code, count(of, total)]));
}

/** The coverage as CSV text, its words in the language asked for. */
export async function writeCoverage(
  parts: CoverageParts,
  query: CoverageQuery,
  now: Date,
  lang: Lang,
): Promise<string> {
  const coverage = await findCoverage(parts, query, now);
  const terms = parts.live.current.reference.terms.filter(({ vocabulary }) => vocabulary === 'topic');
  const topics = Object.keys(coverage.without.byTopic);
  const labels = topics.map((code) => terms.find((term) => term.code === code)?.[lang === 'en' ? 'en' : 'zh'] ?? code);
  const { columns, without, total } = headOf(lang);
  const texts = (counts: Record<string, number>) => topics.map((code) => String(counts[code]));
  return toCsv([
    [...columns, ...labels],
    ...coverage.rows.map(({ division, name, nameEn, population, count, per10k, byTopic }) => [
      division,
      lang === 'en' ? nameEn : name,
      String(population ?? ''),
      String(count),
      per10k?.toFixed(2) ?? '',
      ...texts(byTopic),
    ]),
    ['', without, '', String(coverage.without.count), '', ...texts(coverage.without.byTopic)],
    ['', total, '', String(coverage.total), '', ...topics.map(() => '')],
  ]);
}
