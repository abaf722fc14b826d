import type { Lang } from '../../../contract/lists.ts';
import { BrokenFile, type Reason } from '../../../intake/broken-file.ts';

type Sentence = Record<Lang, string>;
/** What the command line says otherwise, or does not know; `$` is what it is about. */
const OWN: Record<string, Sentence> = {
  'several-sheets': {
    'zh-CN': '不止一个工作表可以导入：$；请选择是哪一个',
    en: 'several sheets could be imported: $; please choose one',
  },
  spreadsheet: {
    'zh-CN': '这是 Excel 文件，但不是 .xlsx；请另存为 .xlsx 再上传',
    en: 'this is an Excel file, but not an .xlsx one: save it as .xlsx and send it again',
  },
  'too-big': {
    'zh-CN': '文件超过 10 MB，请分成几个文件',
    en: 'the file is larger than 10 MB; split it',
  },
  'not-prepared': {
    'zh-CN': '平台还没有区划和词表，请联系管理员',
    en: 'the platform has no divisions and vocabularies yet; ask its administrator',
  },
  'not-yours': {
    'zh-CN': '您现在没有为这个机构发布的权限',
    en: 'you may not publish for this institution now',
  },
  failed: {
    'zh-CN': '读取没有完成，请再上传一次；还不行请联系管理员',
    en: 'reading did not come to its end; send the file again, or ask the administrator',
  },
};

export function toBrokenSentence(
  { reason, detail }: { reason: string; detail: string },
  lang: Lang,
  most: number,
): string {
  if (reason === 'too-many-rows')
    return lang === 'en' ? `the file has more than ${most} rows; split it` : `超过 ${most} 行，请分成几个文件`;
  const own = OWN[reason]?.[lang];
  if (own) return own.replace('$', () => detail);
  return new BrokenFile(reason as Reason, detail).toSentence(lang === 'en' ? 'en' : 'zh');
}
