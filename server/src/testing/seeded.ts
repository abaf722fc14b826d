import type { Database } from '../db/index.ts';
import { openTestDatabase } from './database.ts';

/** A database of its own with the demo data of a day. */
export const openSeededDatabase = (scale: number, asOf: string): Promise<Database> =>
  openTestDatabase({ content: { scale, asOf } });
