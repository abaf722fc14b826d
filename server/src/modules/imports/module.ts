import type { Module } from '../../module.ts';
import { acceptRowsJob } from './accept-rows.ts';
import { importsPersonal } from './personal.ts';
import { readImportJob } from './reading/read-import.ts';
import { releaseStuckJob } from './release-stuck.ts';
import { importRoutes } from './routes.ts';
import { undoRowsJob } from './undo-rows.ts';

/** Spreadsheets that people send in, row by row through the door that typed things go through. */
export const imports: Module = {
  name: 'imports',
  personal: importsPersonal,
  jobs: [readImportJob, acceptRowsJob, undoRowsJob, releaseStuckJob],
  serve: (parts) => ({ routes: importRoutes(parts) }),
};
