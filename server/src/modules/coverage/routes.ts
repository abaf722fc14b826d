import { route } from '../../http/route.ts';
import { getCoverage, getCoverageCsv } from './schema.ts';
import { findCoverage, writeCoverage, type CoverageParts } from './service.ts';

export const coverageRoutes = (parts: CoverageParts) => [
  route(getCoverage, ({ query }, { now }) => findCoverage(parts, query, now)),
  route(getCoverageCsv, ({ query }, { now, lang }) => writeCoverage(parts, query, now, lang)),
];
