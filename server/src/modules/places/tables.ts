import type { ColumnType, Generated } from 'kysely';
import type { Crs, DateText, Geometry, RecordColumns, ThingId } from '../../db/columns.ts';

export type OpeningHours = { days: number[]; opens: string; closes: string }[];
export interface PlacesTable extends RecordColumns {
  id: ThingId;
  name: string;
  address: Generated<string>;
  division: string;
  division_by: Generated<'declared' | 'boundary' | 'nearest_seat'>;
  /** Null with all that says where: not known. */
  geom: Geometry | null;
  lng: ColumnType<number | null, never, never>;
  lat: ColumnType<number | null, never, never>;
  crs: Crs | null;
  source_x: number | null;
  source_y: number | null;
  precision_m: number | null;
  phone: string | null;
  website: string | null;
  opening_hours: OpeningHours | null;
  accessibility: Generated<string[]>;
}
export interface OpeningExceptionsTable {
  place_id: number;
  on_date: DateText;
  opens: string | null;
  closes: string | null;
  note: string | null;
}
export type PlacesTables = {
  places: PlacesTable;
  public_places: PlacesTable;
  opening_exceptions: OpeningExceptionsTable;
  public_opening_exceptions: OpeningExceptionsTable;
};
