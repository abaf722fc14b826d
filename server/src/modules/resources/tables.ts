import type { Generated } from 'kysely';
import type { DateText, Decimal, RecordColumns, ThingId } from '../../db/columns.ts';

export interface ResourcesTable extends RecordColumns {
  id: ThingId;
  title: string;
  description: Generated<string>;
  institution_id: number | null;
  medium: string;
  url: string;
  duration_minutes: number | null;
  topics: string[];
  audiences: Generated<string[]>;
  price_min: Decimal | null;
  price_max: Decimal | null;
  published_on: DateText | null;
}
export type ResourcesTables = {
  resources: ResourcesTable;
  public_resources: ResourcesTable;
};
