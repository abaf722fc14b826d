import { readFile } from 'node:fs/promises';
import { createBasemap } from './basemap.ts';
import type { Basemap } from './basemap.ts';
import { placeTownships, readGround, type Unseated } from './ground.ts';
import type { BasemapGeometry, BasemapLabel } from './layers.ts';

export interface BasemapInput {
  /** JSON of BasemapGeometry, of Ground and of the positions of townships. */
  files: { basemap: string; ground: string; townships: string };
  /** Names of divisions with a position. */
  listLabels: () => Promise<BasemapLabel[]>;
  /** Townships without one. */
  listUnseated: () => Promise<Unseated[]>;
}

/** Loads the base map when first asked, once; a failed load is tried again by the next caller. */
export function openBasemap({ files, listLabels, listUnseated }: BasemapInput): () => Promise<Basemap> {
  let opening: Promise<Basemap> | null = null;

  async function open(): Promise<Basemap> {
    const [text, ground, seated, unseated] = await Promise.all([
      readFile(files.basemap, 'utf8'),
      readGround(files.ground),
      listLabels(),
      listUnseated(),
    ]);
    const labels = [...seated, ...(await placeTownships(files.townships, unseated))];
    return createBasemap(JSON.parse(text) as BasemapGeometry, labels, ground);
  }

  return () => {
    opening ??= open().catch((error: unknown) => {
      opening = null;
      throw error;
    });
    return opening;
  };
}
