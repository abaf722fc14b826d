import type { Generated } from 'kysely';

export interface JobsTable {
  id: Generated<number>;
  kind: string;
  payload: Readonly<Record<string, string | number | boolean | null>>;
  dedupe: string | null;
  state: Generated<'waiting' | 'running' | 'done' | 'dead'>;
  run_at: Date;
  lease: string | null;
  lease_until: Date | null;
  attempts: Generated<number>;
  again: Generated<boolean>;
  last_error: string | null;
  made_at: Generated<Date>;
  ended_at: Date | null;
}
