import type { BaseMap, Endpoints } from '@zlm/server/contract';
import { load } from '../api/late.ts';
import { call } from '../api/call.ts';

export const BUILT_IN: BaseMap = { type: 'built-in', approvalNumber: null };

let opened: Promise<BaseMap> | null = null;

/** The base map the operator chose, ready to be drawn; the built-in one when that cannot be had. */
export function openBaseMap(): Promise<BaseMap> {
  opened ??= open().catch((error: unknown) => {
    console.warn('base map:', error);
    // Asked again by the next map.
    opened = null;
    return BUILT_IN;
  });
  return opened;
}

async function open(): Promise<BaseMap> {
  const base = await call<Endpoints['chooseBasemap']>('GET', '/api/basemap', {});
  if (base.type === 'pmtiles') (await load(() => import('./archive-tiles.ts'))).readArchives();
  return base;
}
