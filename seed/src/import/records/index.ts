import type { Kind } from '../columns.ts';
import type { Draft } from '../drafts.ts';
import type { RowFields } from '../fields.ts';
import { readActivity } from './activity.ts';
import { readCourse } from './course.ts';
import { readCreditPoint } from './credit-point.ts';
import { readInstitution } from './institution.ts';
import { readPlace } from './place.ts';
import { readResource } from './resource.ts';
import type { ReadContext } from './shared.ts';

/** One row of each kind as a draft; what is wrong with it lies in the issues of the fields. */
export const readers: Record<Kind, (fields: RowFields, context: ReadContext) => Draft> = {
  institutions: readInstitution,
  places: readPlace,
  activities: readActivity,
  courses: readCourse,
  resources: readResource,
  'credit-points': readCreditPoint,
};
