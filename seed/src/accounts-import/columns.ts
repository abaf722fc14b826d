import type { Column } from '@zlm/server/intake/reading/columns';
import type { TableName } from './faults.ts';

const column = (key: string, zh: string, more: Partial<Column> = {}): Column => ({
  key,
  zh,
  en: key,
  examples: ['', ''],
  ...more,
});
const account = column('account', '账号', { also: ['账号编号', '用户编号', 'user_id'], required: true });
const role = (required: boolean) => column('role', '角色', { also: ['角色编码', 'role_key'], required });
const institution = (required: boolean) => column('institution', '机构', { also: ['机构编号', 'dept_id'], required });

/** What is read of each table; other columns are named in the report and not taken. */
export const COLUMNS: Record<TableName, readonly Column[]> = {
  accounts: [
    account,
    column('phone', '手机', { also: ['手机号', '手机号码', 'phonenumber'] }),
    column('email', '邮箱'),
    column('display_name', '昵称', { also: ['nick_name'] }),
    column('state', '状态'),
    column('lang', '语言'),
  ],
  roles: [account, role(true), column('from', '开始日期'), column('until', '结束日期')],
  menus: [role(true), column('menu', '菜单', { also: ['菜单编码', '权限标识', 'perms'], required: true })],
  scopes: [
    account,
    role(false),
    institution(false),
    column('reach', '范围'),
    column('division', '区划'),
    column('topics', '主题'),
  ],
  tree: [institution(true), column('parent', '上级机构', { also: ['上级', 'parent_id'] })],
};
