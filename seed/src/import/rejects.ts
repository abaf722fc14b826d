import { rm, writeFile } from 'node:fs/promises';
import { toMendFile } from '@zlm/server/intake/mend-file';
import type { Lang } from '@zlm/server/intake/reading/issues';
import type { ImportResult } from '@zlm/server/intake/run-import';

/** Writes the rejected rows as CSV, to be mended; without any, an older list is removed. */
export async function writeRejects(
  file: string,
  { file: read, rejected }: Pick<ImportResult, 'file' | 'rejected'>,
  lang: Lang,
): Promise<void> {
  if (rejected.length === 0) return rm(file, { force: true });
  await writeFile(file, toMendFile(read, rejected, lang).csv);
}
