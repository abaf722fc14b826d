import type { Generated } from 'kysely';
import type {
  DateText,
  Decimal,
  EnrolColumns,
  HappeningStatus,
  Mode,
  RecordColumns,
  ThingId,
} from '../../db/columns.ts';

export interface ProfessionsTable {
  code: string;
  name: string;
  name_en: string;
  degree: 'secondary' | 'junior_college' | 'bachelor' | 'postgraduate';
  is_demo: Generated<boolean>;
}
export interface CoursesTable extends RecordColumns {
  id: ThingId;
  title: string;
  description: Generated<string>;
  institution_id: number;
  level: 'academic' | 'skills';
  profession: string | null;
  edition: Generated<string>;
  credits: Decimal | null;
  hours: number | null;
  topics: string[];
  audiences: Generated<string[]>;
  price_min: Decimal | null;
  price_max: Decimal | null;
}
export interface CourseOfferingsTable extends EnrolColumns {
  id: ThingId;
  course_id: number;
  institution_id: number;
  place_id: number | null;
  mode: Mode;
  starts_on: DateText | null;
  ends_on: DateText | null;
  timetable: string | null;
  status: Generated<HappeningStatus>;
}
/** One row per course and place. */
export interface PublicCoursesView extends CoursesTable {
  place_id: number | null;
  modes: Mode[] | null;
  ends_on: DateText | null;
  seats_left: number | null;
}
export type CoursesTables = {
  professions: ProfessionsTable;
  courses: CoursesTable;
  course_offerings: CourseOfferingsTable;
  public_courses: PublicCoursesView;
  public_course_offerings: CourseOfferingsTable;
};
