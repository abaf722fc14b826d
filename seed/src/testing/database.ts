import type { Database } from '@zlm/server/db';
import { openTestDatabase as openCopy } from '../../../server/src/testing/database.ts';

/** A database of its own with all tables and no rows, gone after `close`. */
export const openTestDatabase = (): Promise<Database> => openCopy();
