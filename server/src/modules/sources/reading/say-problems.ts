import type { Lang } from '../../../contract/lists.ts';
import { toReason, type Issue } from '../../../intake/reading/issues.ts';

const SHORT = 60;

/** What is wrong with a record, or left out of it, as it is told. */
export const sayProblems = (
  problems: readonly unknown[],
  { nameOf, lang, isWarning }: { nameOf: (column: string) => string; lang: Lang; isWarning: boolean },
) =>
  (problems as readonly Issue[]).map((issue) => ({
    field: issue.column === '' ? null : nameOf(issue.column),
    value: issue.value.slice(0, SHORT),
    message: toReason(issue, lang === 'en' ? 'en' : 'zh'),
    isWarning,
  }));
