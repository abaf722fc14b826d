import type { Config } from './config.ts';
import type { Policy } from './http/security.ts';
import { TIANDITU_ORIGINS } from './modules/basemap/tianditu.ts';

/** What the settings let browsers do beyond the usual. */
export function toPolicy({ basemap, embedOrigins }: Config): Policy {
  return { mapOrigins: basemap.type === 'tianditu' ? TIANDITU_ORIGINS : [], embedOrigins };
}
