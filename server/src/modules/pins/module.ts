import type { Module } from '../../module.ts';
import { pinsPersonal } from './personal.ts';
import { publishDue } from './publish-due.ts';
import { pinsRoutes } from './routes.ts';

export const pins: Module = {
  name: 'pins',
  personal: pinsPersonal,
  jobs: [publishDue],
  // Of decisions what may be put back.
  namedFiles: ['body FROM revisions', 'replaced FROM decisions'].map(
    (column) => `SELECT p->>'file' AS sha256 FROM (SELECT ${column}) t (body), jsonb_path_query(body, '$.photos[*]') p`,
  ),
  serve: (parts) => ({ routes: pinsRoutes({ ...parts }) }),
};
