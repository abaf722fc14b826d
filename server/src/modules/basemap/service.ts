import { readFile } from 'node:fs/promises';
import { createBasemap } from './basemap.ts';
import type { Basemap } from './basemap.ts';
import type { BasemapGeometry, BasemapLabel } from './layers.ts';

export interface BasemapInput {
  /** JSON of BasemapGeometry. */
  path: string;
  /** Names of divisions with a position. */
  listLabels: () => Promise<BasemapLabel[]>;
}

/** Loads the base map when first asked, once; a failed load is tried again by the next caller. */
export function openBasemap({ path, listLabels }: BasemapInput): () => Promise<Basemap> {
  let opening: Promise<Basemap> | null = null;

  async function open(): Promise<Basemap> {
    const [text, labels] = await Promise.all([readFile(path, 'utf8'), listLabels()]);
    return createBasemap(JSON.parse(text) as BasemapGeometry, labels);
  }

  return () => {
    opening ??= open().catch((error: unknown) => {
      opening = null;
      throw error;
    });
    return opening;
  };
}
