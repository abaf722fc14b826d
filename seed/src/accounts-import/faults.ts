import type { Lang } from '@zlm/server/intake/reading/issues';

/** Of an old platform, each a file or a list of the JSON. */
export const TABLES = ['accounts', 'roles', 'menus', 'scopes', 'tree'] as const;
export type TableName = (typeof TABLES)[number];

/** Something about one line that was read; `detail` completes the sentence. */
export interface Fault {
  table: TableName;
  /** Line of a table, number of the entry in JSON; from 1. */
  line: number;
  /** As the file names it; empty for the line as a whole. */
  column: string;
  code: FaultCode;
  /** Holds nothing personal. */
  detail: string;
}

const same = (zh: string, en: string): Record<Lang, string> => ({ zh, en });
const SENTENCES = {
  missing: same('必填，不能为空', 'is required'),
  'too-long': same('最多 $ 个字', 'is longer than $ characters'),
  'not-text': same('应是文字', 'must be text'),
  'bad-characters': same('含有无法保存的字符', 'has characters that cannot be stored'),
  formula: same('是公式，不是值；请另存为值', 'is a formula and no value; save the values'),
  'cell-count': same('列数与表头不符（表头 $ 列）', 'does not have as many cells as the header ($)'),
  'bad-phone': same('不是 11 位手机号', 'is not a mobile number of 11 digits'),
  'bad-email': same('不是邮箱地址', 'is not an e-mail address'),
  'no-contact': same('没有手机号也没有邮箱，无法登录', 'has neither phone nor e-mail, so nobody could sign in'),
  'bad-state': same('应是“启用”或“停用”', 'must be active or disabled'),
  'bad-lang': same('应是 zh-CN 或 en', 'must be zh-CN or en'),
  'bad-date': same('不是日期，例：2026-12-05', 'is not a date like 2026-12-05'),
  'dates-order': same('结束早于开始', 'ends before it starts'),
  'bad-reach': same('应是“本级”“本级及下级”或“全部”', 'must be own, branch or all'),
  'repeated-account': same('与第 $ 行编号相同', 'has the id of line $'),
  'repeated-contact': same('与第 $ 行相同：一个号码只属于一个人', 'is that of line $: it can be of one person only'),
  'repeated-line': same('与第 $ 行完全相同', 'says the same as line $'),
  'two-accounts': same('手机与邮箱在本平台属于两个账号', 'and the phone belong to two accounts here'),
  'taken-twice': same('在本平台的账号已由第 $ 行对应', 'belongs to the account here that line $ was moved to'),
  'other-account': same('属于本平台的另一个账号', 'belongs to another account here'),
  'not-in-use': same('本平台的账号状态为“$”，保持不变', 'is of an account that is $ here and stays so'),
  'unknown-account': same('账号表里没有这个账号', 'is no account of the accounts table'),
  'unknown-role': same('对照表里没有角色“$”', 'the role "$" is not in the mapping'),
  'unknown-menu': same('对照表里没有菜单“$”', 'the menu "$" is not in the mapping'),
  'second-person': same(
    '“$”须由两人授予，不能迁入：请在平台里授予',
    'maps to "$", which two people give; it cannot be moved, give it in the app',
  ),
  'no-scope': same('角色“$”没有数据范围，未授予', 'the role "$" has no scope here; it was not given'),
  'not-local': same('“$”只能是全部范围', 'maps to "$", which holds everywhere and for nothing less'),
  'unknown-institution': same('没有找到机构“$”', 'names no known institution: $'),
  'closed-institution': same('机构已于 $ 关闭', 'names an institution that closed on $'),
  'unknown-division': same('没有这个区划代码：$', 'names no known division: $'),
  'unknown-topic': same('不在主题词表中：$', 'is not in the vocabulary of topics: $'),
  'own-parent': same('上级是自己', 'is above itself'),
  // Told, though nothing is wrong.
  ended: same('已于 $ 到期，未迁入', 'ended on $ and was not moved'),
  'own-only': same(
    '“仅本级”在本平台没有对应：将包含下级',
    'holds for the institution alone; here it holds for the branch below as well',
  ),
  differs: same('迁移前后不同：$', 'is not the same before and after: $'),
} satisfies Record<string, Record<Lang, string>>;
export type FaultCode = keyof typeof SENTENCES;

const TOLD: ReadonlySet<FaultCode> = new Set(['ended', 'own-only']);
/** Whether something was not taken as the file says it. */
export const isRefusal = ({ code }: Fault): boolean => !TOLD.has(code);

const TABLE_NAMES: Record<TableName, Record<Lang, string>> = {
  accounts: same('账号', 'accounts'),
  roles: same('角色', 'roles'),
  menus: same('菜单', 'menus'),
  scopes: same('数据范围', 'scopes'),
  tree: same('机构树', 'tree'),
};
export const nameOfTable = (table: TableName, lang: Lang): string => TABLE_NAMES[table][lang];

export const toReason = ({ code, detail }: Pick<Fault, 'code' | 'detail'>, lang: Lang): string =>
  SENTENCES[code][lang].replace('$', () => detail);

/** 账号 第 3 行“手机”：不是 11 位手机号 */
export function toSentence(fault: Fault, lang: Lang): string {
  const { table, line, column } = fault;
  const name = nameOfTable(table, lang);
  return lang === 'zh'
    ? `${name} 第 ${line} 行${column && `“${column}”`}：${toReason(fault, lang)}`
    : `${name} line ${line}${column && `, ${column}`}: ${toReason(fault, lang)}`;
}
