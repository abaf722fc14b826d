import type { Lang } from '../../../contract/lists.ts';
import { say } from '../../../http/messages.ts';
import { toReason, type Issue } from '../../../intake/reading/issues.ts';

const says = (chinese: string, english: string): Record<Lang, string> => ({ 'zh-CN': chinese, en: english });

/** What is said of a row beside what its cells say; `$` is what it is about. */
const SENTENCES = {
  no_institution: says(
    '没有由您发布的机构叫“$”：请改机构名称，或先导入这个机构',
    'no institution that you may publish for is called $: mend the name, or import the institution first',
  ),
  not_yours: says('不在您可以发布的机构或主题范围内', 'is outside the institutions or topics that you may publish for'),
  somebody_at_it: says(
    '同事正在修改它，请等审核完成后再导入',
    'is being changed by a colleague; import it again after that',
  ),
  own_draft: says(
    '您有一份没写完的修改，请先提交或丢弃',
    'has a change of yours that is not finished; submit it or throw it away first',
  ),
  withdrawn_here: says('已在这里撤下，导入不会恢复它', 'was withdrawn here; an import does not bring it back'),
  read_again: says('读取后有人改过它，请重新上传文件', 'was changed after the file was read; send the file again'),
  not_complete: says('照现在的内容不能提交', 'cannot be submitted as it is'),
  placed_roughly: says('没有坐标，先标在$，位置大约', 'has no coordinates; put at $ for now, approximately'),
  parent_later: says(
    '上级“$”还没有发布，先放在导入的机构之下',
    'has $ above it, which is not public yet; put below the institution of the import for now',
  ),
  institution_stays: says('在这里由“$”发布，机构不变', 'is published here by $, which stays'),
  left_out: says('“$”没有对应的栏，未导入', 'says $, which no field holds and is not imported'),
  no_way_to_enrol: says('没有写怎样报名，名额“$”未导入', 'does not say how to enrol, so $ seats are not imported'),
  changed_since: says('导入后有人改过，保持不变', 'was changed after it was imported and stays as it is'),
  decided_since: says('导入后已有审核意见，保持不变', 'was decided after it was imported and stays as it is'),
  stays_public: says(
    '机构不能由此撤下，保持不变',
    'is an institution, which is not withdrawn here, and stays as it is',
  ),
  several_alike: says('与第 $ 行是同一项', 'is the same thing as line $'),
} satisfies Record<string, Record<Lang, string>>;
export type Saying = keyof typeof SENTENCES;
export const isSaying = (text: string): text is Saying => Object.hasOwn(SENTENCES, text);
export const sayOf = (saying: Saying, lang: Lang, detail = ''): string =>
  SENTENCES[saying][lang].replace('$', () => detail);

/** As it is kept with a row, to be told in any language. */
export type RowProblem = { column: string | null; value: string; isWarning: boolean } & (
  | Pick<Issue, 'code' | 'detail' | 'dropped'>
  | { says: Saying; detail: string }
  // Of a field of the form, as requests are told.
  | { message: string; dropped?: boolean }
);

const SHORT = 60;
const shorten = (value: string) => (value.length > SHORT ? `${value.slice(0, SHORT - 1)}…` : value);
const LEFT_EMPTY = says('，这一项按未填导入', '; imported without it');

export const ofIssue = ({ column, value, code, detail, dropped }: Issue, isWarning: boolean): RowProblem => ({
  ...{ column: column || null, value: shorten(value), isWarning, code, detail },
  ...(dropped && { dropped }),
});
export const ofRow = (saying: Saying, detail = '', isWarning = false): RowProblem => ({
  ...{ column: null, value: '', isWarning, says: saying, detail },
});

export function toMessage(problem: RowProblem, lang: Lang): string {
  if ('code' in problem) return toReason(problem, lang === 'en' ? 'en' : 'zh');
  if ('says' in problem) return sayOf(problem.says, lang, problem.detail);
  return say(problem.message, lang) + (problem.dropped ? LEFT_EMPTY[lang] : '');
}

/** 费用（待定）：不是价格 */
export function toSentence(problem: RowProblem, lang: Lang): string {
  const { column, value } = problem;
  const message = toMessage(problem, lang);
  if (column === null) return message;
  return lang === 'en'
    ? `${column}${value && ` (${value})`}: ${message}`
    : `${column}${value && `（${value}）`}：${message}`;
}
