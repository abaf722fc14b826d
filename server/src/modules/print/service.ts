import { readFile } from 'node:fs/promises';
import type { Card } from '../../contract/common.ts';
import { withReader, type Database, type StoredThing } from '../../db/index.ts';
import type { BasemapGeometry } from '../basemap/layers.ts';
import { listLabels } from '../divisions/queries.ts';
import type { Base } from './map.ts';
import { listPhones } from './queries.ts';

/** Reads coast and waters when first asked; a failed read is tried again by the next caller. */
export function openBase(database: Database, path: string): () => Promise<Base> {
  let geometry: Promise<BasemapGeometry> | null = null;
  return async () => {
    geometry ??= readFile(path, 'utf8').then((text) => JSON.parse(text) as BasemapGeometry);
    geometry.catch(() => (geometry = null));
    return { geometry: await geometry, labels: await withReader(database, listLabels) };
  };
}

/** The number to call about each card. */
export function findPhones(
  database: Database,
  things: readonly StoredThing[],
  cards: readonly Card[],
): Promise<(string | null)[]> {
  return withReader(database, (tx) => listPhones(tx, things, cards));
}
