import type { z } from 'zod';
import type { Enrol, Price, Provenance } from '../contract/common.ts';
import { toDateTime } from '../formats/shanghai-time.ts';
import type { Decimal, EnrolColumns } from './columns.ts';

/** The record columns of a selected row. */
export interface RecordRow {
  lang: string;
  source_system: string;
  source_url: string | null;
  is_demo: boolean;
  confirmed_on: string | null;
  confirmed_by: string | null;
  updated_at: Date;
}
export const recordRowColumns = [
  'lang',
  'source_system',
  'source_url',
  'is_demo',
  'confirmed_on',
  'confirmed_by',
  'updated_at',
] as const satisfies readonly (keyof RecordRow)[];

export function toProvenance(row: RecordRow): Provenance {
  return {
    isDemo: row.is_demo,
    sourceSystem: row.source_system,
    sourceUrl: row.source_url,
    confirmedOn: row.confirmed_on,
    confirmedBy: row.confirmed_by,
    updatedAt: toDateTime(row.updated_at),
    lang: row.lang,
  };
}

/** Null where the source does not say what it costs. */
export function toPrice(row: { price_min: Decimal | null; price_max: Decimal | null }): z.infer<typeof Price> | null {
  return row.price_min === null ? null : { min: row.price_min, max: row.price_max ?? row.price_min };
}

/** Null where the source does not say how to enrol. */
export function toEnrol(row: Omit<EnrolColumns, 'capacity' | 'seats_left'>): z.infer<typeof Enrol> | null {
  if (row.enrol_method === null) return null;
  return {
    method: row.enrol_method,
    contact: row.enrol_contact,
    deadline: row.enrol_deadline && toDateTime(row.enrol_deadline),
  };
}
