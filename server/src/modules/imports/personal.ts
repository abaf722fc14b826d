import type { PersonalTable } from '../../module.ts';
import { TIME } from '../../contract/words/personal.ts';

const KEPT = { 'zh-CN': '90 天', en: '90 days' };

/** Files that somebody sent in are theirs; what they brought is told with what they wrote. */
export const importsPersonal: readonly PersonalTable[] = [
  {
    table: 'import_rows',
    names: { 'zh-CN': '导入文件的行', en: 'Rows of files you imported' },
    why: {
      'zh-CN': '逐行说明结果，可以修改后再导入或撤销',
      en: 'To tell what became of each, to mend and to undo them',
    },
    rows: 'import_id IN (SELECT id FROM imports WHERE account_id = of_account)',
    told: {
      line: { names: { 'zh-CN': '行', en: 'Line' } },
      raw: { names: { 'zh-CN': '原文', en: 'As it was sent' }, sql: 'raw::text' },
    },
    kept: { names: KEPT },
  },
  {
    table: 'imports',
    names: { 'zh-CN': '导入的文件', en: 'Files you imported' },
    why: { 'zh-CN': '读取、核对和撤销导入', en: 'To read them, to check them and to undo them' },
    rows: 'account_id = of_account',
    told: {
      name: { names: { 'zh-CN': '文件名', en: 'Name of the file' } },
      state: { names: { 'zh-CN': '状态', en: 'State' } },
      made_at: TIME,
    },
    kept: { names: KEPT, outdated: `made_at < now() - interval '90 days'` },
  },
];
