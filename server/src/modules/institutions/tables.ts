import type { Generated } from 'kysely';
import type { DateText, RecordColumns, ThingId } from '../../db/columns.ts';

export type InstitutionLevel = 'province' | 'city' | 'county' | 'township' | 'village' | 'none';
export interface InstitutionsTable extends RecordColumns {
  id: ThingId;
  name: string;
  aliases: Generated<string[]>;
  type: string;
  level: InstitutionLevel;
  division: string | null;
  description: Generated<string>;
  phone: string | null;
  website: string | null;
  audiences: Generated<string[]>;
  topics: Generated<string[]>;
  opened_on: DateText | null;
  closed_on: DateText | null;
}
export interface InstitutionParentsTable {
  institution_id: number;
  parent_id: number;
  /** daterange as text: [2020-01-01,) */
  during: string;
}
export interface InstitutionPlacesTable {
  institution_id: number;
  place_id: number;
  name: string | null;
  is_main: Generated<boolean>;
}
/** One row per institution and place. */
export interface PublicInstitutionsView extends InstitutionsTable {
  place_id: number | null;
  campus: string | null;
  is_main: boolean;
}
export type InstitutionsTables = {
  institutions: InstitutionsTable;
  institution_parents: InstitutionParentsTable;
  institution_places: InstitutionPlacesTable;
  public_institutions: PublicInstitutionsView;
  public_institution_parents: InstitutionParentsTable;
};
