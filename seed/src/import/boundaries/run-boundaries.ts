import path from 'node:path';
import type { Crs } from '@zlm/server/formats/crs';
import type { ClientBase } from 'pg';
import { SHEETS } from '../../kinds/index.ts';
import { BrokenFile } from '@zlm/server/intake/broken-file';
import { NotPrepared } from '@zlm/server/intake/not-prepared';
import type { Reference } from '@zlm/server/intake/reading/reference';
import { loadReference } from '@zlm/server/intake/reference';
import { checkBoundaries, type Checked } from './check-boundaries.ts';
import { readBoundaries, type ReadBoundaries } from './read-boundaries.ts';
import { placeAgain, replaceBoundaries, type Replaced } from './replace-boundaries.ts';

export interface BoundariesOptions {
  file: string;
  crs: Crs;
  /** 审图号 */
  approval: string | null;
  /** Load although counties are missing. */
  partial: boolean;
  onProgress?: (done: number) => void;
}
export interface BoundariesResult {
  read: ReadBoundaries;
  checked: Checked;
  /** Counties without a polygon. */
  missing: string[];
  /** Null where counties are missing and that was not allowed: nothing was changed. */
  replaced: Replaced | null;
  reference: Reference;
}

/** Loads official county boundaries and places everything by them. Throws `BrokenFile` before anything is changed. */
export async function runBoundaries(client: ClientBase, options: BoundariesOptions): Promise<BoundariesResult> {
  const reference = await loadReference(client, SHEETS);
  if (!reference) throw new NotPrepared();
  const counties = [...reference.divisions.byCode.values()].filter(({ level }) => level === 'county');
  const codes = new Set(counties.map(({ code }) => code));
  const read = await readBoundaries(options.file, { crs: options.crs, codes });
  if (read.boundaries.length === 0) throw new BrokenFile('no-counties');

  const checked = await checkBoundaries(client, read.boundaries);
  const there = new Set(checked.valid.map(({ code }) => code));
  const missing = [...codes].filter((code) => !there.has(code));
  const result = { read, checked, missing, reference };
  if (missing.length > 0 && !options.partial) return { ...result, replaced: null };
  await replaceBoundaries(client, checked.valid, {
    crs: options.crs,
    source: path.basename(options.file),
    approval: options.approval,
  });
  await client.query('ANALYZE division_boundaries');
  return { ...result, replaced: await placeAgain(client, options.onProgress) };
}
