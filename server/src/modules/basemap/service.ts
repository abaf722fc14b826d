import { readFile } from 'node:fs/promises';
import { createBasemap } from './basemap.ts';
import type { Basemap } from './basemap.ts';
import type { BasemapGeometry, BasemapLabel } from './layers.ts';
import { keepTiles } from './tiles.ts';

export interface BasemapInput {
  /** JSON of BasemapGeometry. */
  path: string;
  /** Names of divisions with a position. */
  listLabels: () => Promise<BasemapLabel[]>;
}

export interface ServedBasemap {
  tile: ReturnType<typeof keepTiles>;
  tileJson: Basemap['tileJson'];
}

/** Loads the base map when first asked, once; a failed load is tried again by the next caller. */
export function openBasemap({ path, listLabels }: BasemapInput): () => Promise<ServedBasemap> {
  let opening: Promise<ServedBasemap> | null = null;

  async function open(): Promise<ServedBasemap> {
    const [text, labels] = await Promise.all([readFile(path, 'utf8'), listLabels()]);
    const basemap = createBasemap(JSON.parse(text) as BasemapGeometry, labels);
    return { tile: keepTiles(basemap), tileJson: basemap.tileJson };
  }

  return () => {
    opening ??= open().catch((error: unknown) => {
      opening = null;
      throw error;
    });
    return opening;
  };
}
