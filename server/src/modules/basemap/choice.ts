import type { Config } from '../../config.ts';
import { readArchive } from './archive.ts';
import { BOUNDARIES } from './check.ts';
import type { BaseMap } from './schema.ts';
import { listTiandituTiles, TIANDITU_ZOOMS } from './tianditu.ts';

export const ARCHIVE_PATH = '/basemap/map.pmtiles';

/** The base map of the settings, as the app is told. */
export async function describeBasemap({ basemap, approvalNumber, tiandituKey = '' }: Config): Promise<BaseMap> {
  const approved = { approvalNumber: approvalNumber ?? null };
  if (basemap.type === 'tianditu') {
    const [ground, zh, en] = (['vec', 'cva', 'eva'] as const).map((layer) => listTiandituTiles(layer, tiandituKey));
    return { type: 'tianditu', ...approved, ...TIANDITU_ZOOMS, ground: ground!, names: { 'zh-CN': zh!, en: en! } };
  }
  if (basemap.type === 'built-in') return { type: 'built-in', ...approved };
  const { layers, minzoom, maxzoom, attribution } = await readArchive(basemap.file);
  const hasBoundaries = layers.includes(BOUNDARIES) && approvalNumber !== undefined;
  return { type: 'pmtiles', ...approved, path: ARCHIVE_PATH, minzoom, maxzoom, attribution, hasBoundaries };
}
