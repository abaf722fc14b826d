import type { PersonalTable } from '../../module.ts';
import { SPAN } from '../../contract/words/personal.ts';

export const authorityPersonal: readonly PersonalTable[] = [
  {
    table: 'grants',
    names: { 'zh-CN': '身份', en: 'Roles' },
    why: { 'zh-CN': '您能办什么', en: 'What you may do' },
    rows: 'account_id = of_account',
    told: {
      role: { names: { 'zh-CN': '身份', en: 'Role' } },
      institution_id: { names: { 'zh-CN': '机构编号', en: 'Institution' } },
      division: { names: { 'zh-CN': '地区', en: 'Area' } },
      reason: { names: { 'zh-CN': '原因', en: 'Reason' } },
      ...SPAN,
    },
    erase: [
      'DELETE FROM grants WHERE account_id = of_account AND lower(valid) >= now()',
      `UPDATE grants SET valid = tstzrange(lower(valid), least(upper(valid), now())), reason = '' WHERE account_id = of_account`,
    ],
    kept: { names: { 'zh-CN': '长期，不含个人信息', en: 'For good, without personal values' } },
  },
];
