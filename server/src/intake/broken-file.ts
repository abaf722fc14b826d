import type { Lang } from './reading/issues.ts';
import type { FileHeader, FileRow } from './source-rows.ts';

const reasons = {
  'not-found': { zh: '没有这个文件：$', en: 'there is no such file: $' },
  unreadable: { zh: '无法读取文件：$', en: 'the file cannot be read: $' },
  'too-big': { zh: '文件超过 50 MB，请分成几个文件', en: 'the file is larger than 50 MB; split it' },
  'too-many-rows': { zh: '超过 200,000 行，请分成几个文件', en: 'the file has more than 200,000 rows; split it' },
  binary: { zh: '这不是文本文件', en: 'this is not a text file' },
  spreadsheet: {
    zh: '这是 Excel 文件；导入 .xlsx 请用 --format xlsx，或另存为“CSV UTF-8”',
    en: 'this is an Excel file: import .xlsx with --format xlsx, or save it as "CSV UTF-8"',
  },
  'workbook-unreadable': {
    zh: '无法读成 Excel 工作簿（.xlsx）：$',
    en: 'this cannot be read as an Excel workbook (.xlsx): $',
  },
  'workbook-too-large': {
    zh: '工作簿展开后太大，或单元格远在表格之外；请只留有数据的区域再存一次',
    en: 'the workbook is too large once unpacked, or has cells far outside the table; keep the rows alone and save it again',
  },
  'workbook-locked': { zh: '工作簿有密码；请去掉密码再导入', en: 'the workbook has a password; remove it first' },
  'several-sheets': {
    zh: '不止一个工作表可以导入：$；请用 --sheet 写明是哪一个',
    en: 'several sheets could be imported: $; name one with --sheet',
  },
  'no-such-sheet': { zh: '没有这个工作表；有：$', en: 'there is no such sheet; there are: $' },
  encoding: { zh: '编码既不是 UTF-8 也不是 GB18030', en: 'the text is neither UTF-8 nor GB18030' },
  table: { zh: '无法读成表格：$', en: 'the table cannot be read: $' },
  json: { zh: '无法读成 JSON：$', en: 'the JSON cannot be read: $' },
  'no-rows': { zh: '文件里没有数据行', en: 'the file has no rows' },
  'no-counties': {
    zh: '文件里没有浙江县级的面（需有 adcode 属性）',
    en: 'the file has no county polygons of Zhejiang with an adcode property',
  },
  'missing-columns': { zh: '缺少列：$', en: 'these columns are missing: $' },
  'too-slow': {
    zh: '读这个文件用时太长，已停止；请分成几个文件',
    en: 'reading this file took too long and was stopped; split it',
  },
  'too-much-memory': {
    zh: '读这个文件占用内存太多，已停止；请分成几个文件',
    en: 'reading this file took too much memory and was stopped; split it',
  },
  'repeated-columns': { zh: '这些列重复：$', en: 'these columns occur twice: $' },
} satisfies Record<string, Record<Lang, string>>;

export type Reason = keyof typeof reasons;
/** What can be shown of a file that cannot be used, so that somebody says what is meant. */
export interface Shown {
  /** Its header and first rows. */
  table?: { headers: FileHeader[]; rows: FileRow[] };
  /** Of a workbook: the sheets to choose from. */
  sheets?: string[];
}

/** The file as a whole cannot be used: nothing was changed. */
export class BrokenFile extends Error {
  readonly reason: Reason;
  readonly detail: string;
  /** Of several files the one it is about. */
  readonly file: string | null;
  readonly shown: Shown;
  constructor(reason: Reason, detail = '', file: string | null = null, shown: Shown = {}) {
    super(`${reason} ${detail}`);
    this.reason = reason;
    this.detail = detail;
    this.file = file;
    this.shown = shown;
  }
  toSentence(lang: Lang): string {
    const sentence = reasons[this.reason][lang].replace('$', () => this.detail);
    return this.file === null ? sentence : `${this.file}: ${sentence}`;
  }
}

/** Reading was stopped. */
export class TooLong extends BrokenFile {}

export const MAX_ROWS = 200_000;
export const MAX_BYTES = 50 * 1024 * 1024;
