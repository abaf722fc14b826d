import { z } from 'zod';
import { endpoint } from '../../contract/endpoint.ts';
import { filterShape, viewShape } from '../../contract/filters.ts';

const fileQuery = z.strictObject({
  ...filterShape,
  bbox: viewShape.bbox.meta({ description: 'Only what is there' }),
  crs: z.enum(['WGS84', 'CGCS2000', 'GCJ02', 'BD09']).default('WGS84').meta({
    description: 'Coordinate system of the positions; the file names it',
  }),
  lang: viewShape.lang,
});
/** A file is as long as what is found; an address fetches so many of them. */
const FILES = { limit: { times: 30, seconds: 600 }, access: 'public', isStreamed: true } as const;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const exportCsv = endpoint({
  id: 'exportCsv',
  method: 'GET',
  path: '/api/search.csv',
  summary: 'Everything that matches as a table with the columns of an import: as many rows as a search counts',
  ...FILES,
  query: fileQuery,
  response: z.string(),
  responseType: 'text/csv',
});
export const exportXlsx = endpoint({
  id: 'exportXlsx',
  method: 'GET',
  path: '/api/search.xlsx',
  summary: 'The same as a workbook with a sheet for each kind, which holds no formula',
  ...FILES,
  query: fileQuery,
  response: z.string().meta({ format: 'binary' }),
  responseType: XLSX,
});
export const exportGeojson = endpoint({
  id: 'exportGeojson',
  method: 'GET',
  path: '/api/search.geojson',
  summary: 'The same as GeoJSON (RFC 7946 in WGS84); what has no position has no geometry',
  ...FILES,
  query: fileQuery,
  response: z.string(),
  responseType: 'application/geo+json',
});
export const getCalendar = endpoint({
  id: 'getCalendar',
  method: 'GET',
  path: '/calendar.ics',
  summary: 'Sessions of everything that matches for a calendar that asks again: of 31 days before and 180 after today',
  access: 'public',
  limit: { times: 120, seconds: 600 },
  query: z.strictObject({ ...filterShape, bbox: viewShape.bbox, lang: viewShape.lang }),
  response: z.string(),
  responseType: 'text/calendar',
});
