import type { Column } from '../../../intake/reading/columns.ts';
import type { SheetVocabularies } from '../../../intake/sheet/sheet.ts';
import {
  accessibility,
  addresses,
  audiences,
  column,
  description,
  id,
  lats,
  links,
  lngs,
  openingHours,
  phone,
  position,
  topics,
  towns,
  website,
  where,
} from '../../../intake/sheet/columns.ts';

export const columns = (vocabularies: SheetVocabularies): Column[] => [
  id(['JG001', 'JG002']),
  column('name', '名称', ['示例社区学院', '示例街道成人学校'], {
    also: ['机构名称', '学校名称', '学校', '单位名称', '单位', '办学机构', '学校(机构)名称'],
    required: true,
  }),
  column('aliases', '别名', ['示例开放大学', '']),
  column('type', '机构类型', ['县级开放大学/社区学院', '乡镇(街道)社区学校/成人学校'], {
    also: ['类型', '学校类型', '单位类型', '机构类别', '办学类型'],
  }),
  column('level', '层级', ['县级', '乡镇']),
  column('parent', '上级机构', ['', 'JG001'], { also: ['主管机构', '主管单位', '上级单位'] }),
  ...where(towns, addresses),
  ...position(lngs, lats),
  phone,
  website,
  openingHours,
  ...accessibility(vocabularies),
  topics(['书法；国画', ''], {}),
  audiences(['老年人、社区居民', '']),
  column('opened_on', '成立日期', ['2001-09-01', '']),
  column('closed_on', '撤销日期', ['', '']),
  description('示例行，请删除。'),
  links,
];
