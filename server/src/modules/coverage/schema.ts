import { z } from 'zod';
import { endpoint } from '../../contract/endpoint.ts';
import { filterShape, viewShape } from '../../contract/filters.ts';

const Counted = z.object({
  count: z.int(),
  byTopic: z.record(z.string(), z.int()).meta({
    description:
      'Per first-level topic: how many would match with it, all other filters kept; one thing may have several',
  }),
});

export const CoverageRow = Counted.extend({
  division: z.string(),
  name: z.string(),
  nameEn: z.string(),
  parent: z.string().nullable(),
  population: z.int().nullable(),
  per10k: z
    .number()
    .nullable()
    .meta({ description: 'count per 10,000 residents; null where the population is not known' }),
}).meta({ id: 'CoverageRow' });
export type CoverageRow = z.infer<typeof CoverageRow>;

export const Coverage = z
  .object({
    level: z.enum(['city', 'county']),
    rows: z.array(CoverageRow),
    without: Counted.meta({ description: 'Without a place, or of a place in no division of this level' }),
    total: z.int().meta({ description: 'All rows + without; the total of the same search' }),
    population: z.object({ source: z.string(), asOf: z.string() }).nullable(),
  })
  .meta({ id: 'Coverage' });
export type Coverage = z.infer<typeof Coverage>;

const query = z.strictObject({
  ...filterShape,
  level: z.enum(['city', 'county'], 'must be city or county').default('city'),
  lang: viewShape.lang,
});

export const getCoverage = endpoint({
  id: 'getCoverage',
  method: 'GET',
  path: '/api/supply',
  summary: 'What is offered per 10,000 residents, by city or county and topic',
  access: 'public',
  query,
  response: Coverage,
});

export const getCoverageCsv = endpoint({
  id: 'getCoverageCsv',
  method: 'GET',
  path: '/api/supply.csv',
  summary: 'The same as a table for spreadsheets: UTF-8 with byte order mark',
  access: 'public',
  query,
  response: z.string(),
  responseType: 'text/csv',
});
