import type { Module } from '../../module.ts';
import { enrolmentsPersonal } from './personal.ts';
import { enrolmentsRoutes } from './routes.ts';
import { follow, settle, tellChanges } from './settle.ts';

/** Who has a seat, who waits, and who is offered one. */
export const enrolments: Module = {
  name: 'enrolments',
  personal: enrolmentsPersonal,
  jobs: [settle, follow, tellChanges],
  serve: ({ database }) => ({ routes: enrolmentsRoutes({ database }) }),
};
