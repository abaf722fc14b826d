import type { Column } from '../../../intake/reading/columns.ts';
import {
  addresses,
  column,
  description,
  id,
  lats,
  links,
  lngs,
  openingHours,
  organiser,
  phone,
  position,
  towns,
  venue,
  where,
} from '../../../intake/sheet/columns.ts';

export const columns: Column[] = [
  id(['XF001', 'XF002']),
  column('name', '名称', ['示例学分银行分中心', '示例受理点'], { also: ['网点名称'], required: true }),
  column('tier', '类别', ['县级分中心', '受理点'], { also: ['网点类别', '层级'], required: true }),
  column('parent', '上级网点', ['', 'XF001']),
  ...organiser('所属机构', ['示例社区学院', '']),
  ...venue(['示例学院东校区', '示例文化礼堂']),
  ...where(towns, addresses),
  ...position(lngs, lats),
  column('services', '办理事项', ['开户；成果认定', '开户']),
  phone,
  openingHours,
  description('示例行，请删除。'),
  links,
];
