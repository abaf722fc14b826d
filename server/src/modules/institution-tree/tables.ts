import type { Generated } from 'kysely';
import type { DateText } from '../../db/columns.ts';

export interface InstitutionNamesTable {
  institution_id: number;
  name: string;
  /** daterange as text */
  during: string;
}
export interface InstitutionHeirsTable {
  institution_id: number;
  heir_id: number;
  position: number;
}
export interface TreeActsTable {
  id: Generated<number>;
  kind: string;
  as_of: DateText;
  payload: unknown;
  /** Sealed by the key of the record for who did it. */
  reason: Buffer | null;
  difference: unknown;
  declared: string;
  state: 'planned' | 'done' | 'undone';
  before: unknown;
  after: unknown;
  done_by: string;
  done_at: Generated<Date>;
  undone_by: string | null;
  undone_at: Date | null;
}
export interface NotDuplicatesTable {
  a: number;
  b: number;
  said_by: string;
  said_at: Generated<Date>;
}
