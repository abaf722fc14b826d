import type { Lang } from '../../../contract/lists.ts';
import { joinReasons, toMendRows } from '../../../intake/mend-file.ts';
import { isSaying, sayOf, toSentence, type RowProblem } from './problems.ts';
import type { RowRecord } from '../queries.ts';

/** Rows as they were sent, in the order of the file, each with what keeps it back. */
export function toMendTable(
  headers: readonly { name: string }[],
  rows: readonly Pick<RowRecord, 'raw' | 'problems' | 'refusal'>[],
  lang: Lang,
): string[][] {
  const of = lang === 'en' ? 'en' : 'zh';
  const bad = rows.flatMap(({ raw, problems, refusal }) => {
    const reasons = (problems as RowProblem[])
      .filter(({ isWarning }) => !isWarning)
      .map((one) => toSentence(one, lang));
    const all = refusal !== null && isSaying(refusal) ? [...reasons, sayOf(refusal, lang)] : reasons;
    return raw.map(([line, cells]) => ({ line, cells, reason: joinReasons(all, of) }));
  });
  bad.sort((a, b) => a.line - b.line);
  return toMendRows(
    headers.map(({ name }) => name),
    bad,
    of,
  );
}
