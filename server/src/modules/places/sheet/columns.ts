import type { Column } from '../../../intake/reading/columns.ts';
import type { SheetVocabularies } from '../../../intake/sheet/sheet.ts';
import {
  accessibility,
  addresses,
  column,
  id,
  lats,
  links,
  lngs,
  openingHours,
  phone,
  position,
  required,
  towns,
  website,
  where,
} from '../../../intake/sheet/columns.ts';

export const columns = (vocabularies: SheetVocabularies): Column[] => [
  id(['DD001', 'DD002']),
  column('name', '名称', ['示例学院东校区', '示例文化礼堂'], {
    also: ['地点名称', '场地名称', '场馆名称', '点位名称', '教学点名称', '场所名称'],
    required: true,
  }),
  ...where(towns, addresses),
  ...position(lngs, lats, required),
  column('institution', '所属机构', ['示例社区学院', ''], {
    also: ['机构', '机构名称', '所属单位', '学校名称', '学校', '单位名称', '单位', '管理单位'],
  }),
  column('institution_id', '机构编号', ['', '']),
  column('campus', '校区', ['东校区', '']),
  column('is_main', '主址', ['是', '']),
  phone,
  website,
  openingHours,
  ...accessibility(vocabularies),
  links,
];
