import type { DateText, Geometry } from '../../db/columns.ts';

export type DivisionLevel = 'province' | 'city' | 'county' | 'township' | 'village';
export interface DivisionsTable {
  code: string;
  parent: string | null;
  level: DivisionLevel;
  name: string;
  name_en: string;
  seat: Geometry | null;
  seat_source: 'seat' | 'centroid' | null;
  population: number | null;
  population_source: string | null;
  population_on: DateText | null;
  villages: number | null;
  valid_from: DateText | null;
  valid_to: DateText | null;
  replaced_by: string | null;
}
export interface DivisionBoundariesTable {
  code: string;
  geom: Geometry;
  crs: string;
  source: string;
  approval_number: string | null;
}
export type DivisionsTables = {
  divisions: DivisionsTable;
  division_boundaries: DivisionBoundariesTable;
};
