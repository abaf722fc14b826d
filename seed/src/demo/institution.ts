import type { Day } from './calendar.ts';
import type { Town } from './geography/towns.ts';
import type { InstitutionType, Teaching } from './institution-types.ts';
import type { PlannedInstitution } from './institution-plan.ts';
import type { Place } from './place.ts';

/** One of an institution's own places. */
export interface Campus {
  place: Place;
  /** Null where it is the only one. */
  label: string | null;
}
/** An institution of the demo; `index` counts from 0 in loading order. */
export interface Institution {
  index: number;
  sourceId: string;
  name: string;
  aliases: string[];
  type: InstitutionType;
  teaches: Teaching;
  level: PlannedInstitution['level'];
  division: string;
  town: Town;
  /** Above it since `since`; before that day `formerParent`, where it had another. */
  parent: Institution | null;
  formerParent: Institution | null;
  since: Day;
  opened: Day;
  campuses: Campus[];
  description: string;
  phone: string | null;
  website: string | null;
  topics: string[];
  audiences: string[];
  confirmed: Day;
  /** Its weight when activities are shared out. */
  bustle: number;
}
