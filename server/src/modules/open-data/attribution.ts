import type { Database } from '../../db/index.ts';
import { findDemo, sayAttribution } from '../map/service.ts';

/** Who is to be named, and whether something is made up; as the map says it. */
export const attributionOf = async (database: Database): Promise<string> => sayAttribution(await findDemo(database));
