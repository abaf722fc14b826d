import type { Generated } from 'kysely';

export interface ReportsTable {
  id: Generated<number>;
  client_key: string;
  kind: string;
  thing_id: number;
  thing_title: string;
  thing_revision: number;
  thing_updated_at: Date;
  reason: string;
  body: Generated<string>;
  contact: string | null;
  lang: string;
  created_at: Generated<Date>;
  closed_at: Date | null;
  /** Where it was closed on the desk. */
  outcome: 'mended' | 'not_a_mistake' | 'spam' | null;
}
