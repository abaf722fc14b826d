import { rm, writeFile } from 'node:fs/promises';
import { toCsv } from '@zlm/server/formats/csv';
import { toReason, type Issue, type Lang } from '@zlm/server/intake/reading/issues';

const header = { zh: ['行', '列', '值', '原因'], en: ['line', 'column', 'value', 'reason'] };

/** Lists what was rejected as CSV; without any, an older list is removed. */
export async function writeRejects(file: string, rejected: readonly Issue[], lang: Lang): Promise<void> {
  if (rejected.length === 0) return rm(file, { force: true });
  const rows = rejected.map((issue) => [String(issue.line), issue.column, issue.value, toReason(issue, lang)]);
  await writeFile(file, toCsv([header[lang], ...rows]));
}
