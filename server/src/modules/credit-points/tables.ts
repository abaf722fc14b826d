import type { Generated } from 'kysely';
import type { RecordColumns, ThingId } from '../../db/columns.ts';

export interface CreditPointsTable extends RecordColumns {
  id: ThingId;
  name: string;
  description: Generated<string>;
  tier: string;
  parent_id: number | null;
  institution_id: number | null;
  place_id: number | null;
  services: Generated<string[]>;
  phone: string | null;
}
export type CreditPointsTables = {
  credit_points: CreditPointsTable;
  public_credit_points: CreditPointsTable;
};
