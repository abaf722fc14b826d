import type { Parts } from '../../module.ts';
import { findDemo } from '../map/service.ts';

/** What is made up for demonstrations is part of this product. */
const OF_DEMO = 'https://www.apache.org/licenses/LICENSE-2.0';

/** Address of the licence of what is given out; null where nobody said. */
export async function licenseOf({ config, database }: Pick<Parts, 'config' | 'database'>): Promise<string | null> {
  return config.dataLicense ?? ((await findDemo(database)) ? OF_DEMO : null);
}
